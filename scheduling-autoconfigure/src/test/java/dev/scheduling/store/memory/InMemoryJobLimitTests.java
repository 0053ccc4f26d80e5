package dev.scheduling.store.memory;

import dev.scheduling.store.JobLimitContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryJobLimitTests extends JobLimitContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
