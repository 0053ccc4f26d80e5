package dev.scheduling.store.memory;

import dev.scheduling.store.TickPolicyContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryTickPolicyTests extends TickPolicyContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
