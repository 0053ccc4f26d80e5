package dev.scheduling.store.memory;

import dev.scheduling.store.JobOrderContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryJobOrderTests extends JobOrderContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
