package dev.scheduling.store.memory;

import dev.scheduling.store.ParkedJobsContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryParkedJobsTests extends ParkedJobsContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
