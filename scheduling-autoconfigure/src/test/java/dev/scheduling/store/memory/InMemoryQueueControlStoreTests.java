package dev.scheduling.store.memory;

import dev.scheduling.store.QueueControlStoreContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryQueueControlStoreTests extends QueueControlStoreContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
