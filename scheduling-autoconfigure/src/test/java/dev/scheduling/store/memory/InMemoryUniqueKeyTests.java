package dev.scheduling.store.memory;

import dev.scheduling.store.UniqueKeyContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryUniqueKeyTests extends UniqueKeyContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
