package dev.scheduling.store.memory;

import dev.scheduling.store.QueueMarkers;
import dev.scheduling.store.QueueMarkersContract;

class InMemoryQueueMarkersTests extends QueueMarkersContract {

	private final InMemoryStores stores = new InMemoryStores(START);

	@Override
	protected InMemoryStores open() {
		return this.stores;
	}

	@Override
	protected QueueMarkers markers() {
		return new InMemoryQueueMarkers(this.stores.jobs());
	}

}
