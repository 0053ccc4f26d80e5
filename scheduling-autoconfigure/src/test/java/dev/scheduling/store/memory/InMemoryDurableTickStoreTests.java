package dev.scheduling.store.memory;

import dev.scheduling.store.DurableTickStoreContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryDurableTickStoreTests extends DurableTickStoreContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
