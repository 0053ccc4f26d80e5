package dev.scheduling.store.memory;

import dev.scheduling.store.JobChangeContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryJobChangeTests extends JobChangeContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
