package dev.scheduling.store.memory;

import dev.scheduling.store.PeriodicStoreContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryPeriodicStoreTests extends PeriodicStoreContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
