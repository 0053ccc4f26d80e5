package dev.scheduling.store.memory;

import dev.scheduling.store.DurableTickPolicyContract;
import dev.scheduling.store.StoresUnderTest;

class InMemoryDurableTickPolicyTests extends DurableTickPolicyContract {

	@Override
	protected StoresUnderTest open() {
		return new InMemoryStores(START);
	}

}
