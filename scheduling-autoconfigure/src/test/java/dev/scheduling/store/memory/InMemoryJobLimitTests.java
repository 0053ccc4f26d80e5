package dev.scheduling.store.memory;

import java.time.Duration;
import java.util.Random;

import dev.scheduling.store.JobLimitContract;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.testing.MutableClock;

class InMemoryJobLimitTests extends JobLimitContract {

	private final MutableClock clock = new MutableClock(START.toString());

	private final InMemoryJobStore store = new InMemoryJobStore(this.clock, new Random(1));

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
