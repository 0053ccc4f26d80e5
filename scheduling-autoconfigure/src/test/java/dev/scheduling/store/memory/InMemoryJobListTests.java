package dev.scheduling.store.memory;

import dev.scheduling.store.JobListContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryJobListTests extends JobListContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
