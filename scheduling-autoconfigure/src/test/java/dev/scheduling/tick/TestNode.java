package dev.scheduling.tick;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.LongRunWarning;
import dev.scheduling.lock.RunLock;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.PeriodicTaskOperations;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.queue.RuntimeTaskCodec;
import dev.scheduling.queue.TickJobFactory;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TaskControlStore;
import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.store.memory.InMemoryTaskControlStore;
import net.javacrumbs.shedlock.core.LockProvider;
import org.awaitility.Awaitility;

/**
 * One node of a cluster within the test: its ticks come when the test says so, its runs
 * are on real threads.
 */
final class TestNode implements AutoCloseable {

	static final Duration LEASE = Duration.ofSeconds(10);

	private final InProcessExecutor executor;

	private final TickEngine engine;

	TestNode(String name, PeriodicStore store, LockProvider locks, InProcessExecutor executor, PeriodicTask... tasks) {
		this(name, LEASE, store, locks, executor, tasks);
	}

	TestNode(String name, Duration lease, PeriodicStore store, LockProvider locks, InProcessExecutor executor,
			PeriodicTask... tasks) {
		this(name, lease, store, new InMemoryTaskControlStore(), locks, executor, tasks);
	}

	TestNode(String name, Duration lease, PeriodicStore store, TaskControlStore controls, LockProvider locks,
			InProcessExecutor executor, PeriodicTask... tasks) {
		this.executor = executor;
		InMemoryJobStore jobs = new InMemoryJobStore(store.clock(), new Random());
		DurableLane durable = new DurableLane(jobs, jobs, new TickJobFactory(PayloadCodec.create(), store.clock()),
				new RuntimeTaskCodec(PayloadCodec.create()));
		AtomicLong calls = new AtomicLong();
		ThreadFactory threads = Executors.defaultThreadFactory();
		TickSettings settings = new TickSettings(name, lease, () -> name + "-" + calls.incrementAndGet(),
				System::nanoTime, threads);
		this.engine = new TickEngine(settings, store, controls, durable, new RunLock(locks, lease), executor,
				new LongRunWarning(Duration.ZERO, System::nanoTime), () -> List.of(tasks));
		this.engine.startRuns();
		this.engine.pass();
	}

	/** Fires what is due, without waiting for the runs. */
	TestNode fire() {
		this.engine.pass();
		return this;
	}

	/** Fires what is due and waits until it has run and the store knows. */
	TestNode tick() {
		fire();
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> this.executor.taken() == 0 && this.engine.isSettled());
		return this;
	}

	/** Shows a sign of life for its runs, and hears whether they should stop. */
	void renew() {
		this.engine.renew();
	}

	/** Waits until the store is asked again after an outage. */
	void recover() {
		Awaitility.await().pollDelay(StoreOutage.RETRY).until(() -> true);
		fire();
	}

	Optional<Outage> outage() {
		return this.engine.outage();
	}

	boolean isBusy() {
		return taken() > 0;
	}

	/** How many runs have a place, whether they have begun or not. */
	int taken() {
		return this.executor.taken();
	}

	PeriodicTaskOperations operations() {
		return this.engine.operations();
	}

	PeriodicTasks tasks() {
		return this.engine.tasks();
	}

	void stopTicks() {
		this.engine.stopTicks();
	}

	void stopRuns(Duration budget) {
		this.engine.stopRuns(budget);
	}

	@Override
	public void close() {
		this.engine.stopTicks();
		this.engine.stopRuns(Duration.ZERO);
	}

}
