package dev.scheduling.store.memory;

import java.time.Duration;

import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TaskControlStore;
import dev.scheduling.store.TickPolicyContract;
import dev.scheduling.testing.MutableClock;

class InMemoryTickPolicyTests extends TickPolicyContract {

	private final MutableClock clock = new MutableClock(START.toString());

	private final InMemoryTaskControlStore controls = new InMemoryTaskControlStore();

	private final InMemoryPeriodicStore store = new InMemoryPeriodicStore(this.clock, this.controls);

	@Override
	protected PeriodicStore store() {
		return this.store;
	}

	@Override
	protected TaskControlStore controls() {
		return this.controls;
	}

	@Override
	protected void advance(Duration by) {
		this.clock.advance(by);
	}

}
