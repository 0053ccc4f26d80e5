package dev.scheduling.store.memory;

import java.time.Duration;

import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.PeriodicStoreContract;
import dev.scheduling.testing.MutableClock;

class InMemoryPeriodicStoreTests extends PeriodicStoreContract {

	private final MutableClock clock = new MutableClock(START.toString());

	private final InMemoryPeriodicStore store = new InMemoryPeriodicStore(this.clock);

	@Override
	protected PeriodicStore store() {
		return this.store;
	}

	@Override
	protected void advance(Duration by) {
		this.clock.advance(by);
	}

}
