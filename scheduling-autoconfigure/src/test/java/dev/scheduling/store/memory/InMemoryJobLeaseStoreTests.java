package dev.scheduling.store.memory;

import dev.scheduling.store.JobLeaseStoreContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryJobLeaseStoreTests extends JobLeaseStoreContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
