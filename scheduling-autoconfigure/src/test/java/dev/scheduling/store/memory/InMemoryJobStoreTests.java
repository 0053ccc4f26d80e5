package dev.scheduling.store.memory;

import dev.scheduling.store.JobStoreContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryJobStoreTests extends JobStoreContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
