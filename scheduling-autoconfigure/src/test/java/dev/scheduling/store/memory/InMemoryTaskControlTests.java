package dev.scheduling.store.memory;

import dev.scheduling.store.StoresUnderTest;
import dev.scheduling.store.TaskControlContract;

class InMemoryTaskControlTests extends TaskControlContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
