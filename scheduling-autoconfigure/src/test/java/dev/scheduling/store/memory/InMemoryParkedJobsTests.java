package dev.scheduling.store.memory;

import java.time.Duration;
import java.util.Random;

import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.ParkedJobsContract;
import dev.scheduling.store.QueueControlStore;
import dev.scheduling.testing.MutableClock;

class InMemoryParkedJobsTests extends ParkedJobsContract {

	private final MutableClock clock = new MutableClock(START.toString());

	private final InMemoryJobStore store = new InMemoryJobStore(this.clock, new Random(1));

	private final QueueControlStore controls = new InMemoryQueueControlStore(this.store);

	@Override
	protected JobStore store() {
		return this.store;
	}

	@Override
	protected JobLeaseStore leases() {
		return this.store;
	}

	@Override
	protected QueueControlStore controls() {
		return this.controls;
	}

	@Override
	protected void advance(Duration by) {
		this.clock.advance(by);
	}

}
