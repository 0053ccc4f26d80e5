package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import dev.scheduling.store.StoresUnderTest;
import dev.scheduling.testing.MutableClock;

/**
 * All stores in memory, on one clock.
 */
final class InMemoryStores implements StoresUnderTest {

	private final MutableClock clock;

	private final InMemoryTaskControlStore taskControls = new InMemoryTaskControlStore();

	private final InMemoryJobStore jobs;

	private final InMemoryQueueControlStore queueControls;

	private final InMemoryPeriodicStore periodic;

	InMemoryStores(Instant start) {
		this.clock = new MutableClock(start.toString());
		this.jobs = new InMemoryJobStore(this.clock, new Random(1), this.taskControls);
		this.queueControls = new InMemoryQueueControlStore(this.jobs);
		this.periodic = new InMemoryPeriodicStore(this.clock, this.taskControls);
	}

	@Override
	public InMemoryJobStore jobs() {
		return this.jobs;
	}

	@Override
	public InMemoryJobStore leases() {
		return this.jobs;
	}

	@Override
	public InMemoryQueueControlStore queueControls() {
		return this.queueControls;
	}

	@Override
	public InMemoryJobStore ticks() {
		return this.jobs;
	}

	@Override
	public InMemoryPeriodicStore periodic() {
		return this.periodic;
	}

	@Override
	public InMemoryTaskControlStore taskControls() {
		return this.taskControls;
	}

	@Override
	public void advance(Duration by) {
		this.clock.advance(by);
	}

}
