package dev.scheduling.store.memory;

import java.time.Duration;
import java.util.Random;

import dev.scheduling.store.DurableTickStore;
import dev.scheduling.store.DurableTickPolicyContract;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.TaskControlStore;
import dev.scheduling.testing.MutableClock;

class InMemoryDurableTickPolicyTests extends DurableTickPolicyContract {

	private final MutableClock clock = new MutableClock(START.toString());

	private final InMemoryTaskControlStore controls = new InMemoryTaskControlStore();

	private final InMemoryJobStore store = new InMemoryJobStore(this.clock, new Random(1), this.controls);

	@Override
	protected DurableTickStore ticks() {
		return this.store;
	}

	@Override
	protected TaskControlStore controls() {
		return this.controls;
	}

	@Override
	protected JobStore store() {
		return this.store;
	}

	@Override
	protected JobLeaseStore leases() {
		return this.store;
	}

	@Override
	protected void advance(Duration by) {
		this.clock.advance(by);
	}

}
