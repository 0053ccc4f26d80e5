package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.lock.InMemoryLockProvider;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskBody;
import dev.scheduling.periodic.TaskRules;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import dev.scheduling.store.memory.InMemoryPeriodicStore;
import dev.scheduling.store.memory.InMemoryTaskControlStore;
import dev.scheduling.testing.MutableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes on one store, on a clock that the test moves. The task under test is named
 * {@code report}.
 */
abstract class TickFixture {

	static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	static final Duration SECOND = Duration.ofSeconds(1);

	static final Duration HOUR = Duration.ofHours(1);

	final MutableClock clock = new MutableClock(START.toString());

	final InMemoryTaskControlStore controls = new InMemoryTaskControlStore();

	final InMemoryPeriodicStore store = new InMemoryPeriodicStore(this.clock, this.controls);

	final FaultyStore faulty = new FaultyStore(this.store);

	final InMemoryLockProvider locks = new InMemoryLockProvider(this.clock);

	final RecordedRuns runs = new RecordedRuns();

	/** What {@link #blocking} waits for. */
	final CountDownLatch latch = new CountDownLatch(1);

	private final List<TestNode> nodes = new ArrayList<>();

	@AfterEach
	void closeNodes() {
		this.latch.countDown();
		this.nodes.forEach(TestNode::close);
	}

	/** On which threads ticks run (rule T15). */
	boolean virtualThreads() {
		return false;
	}

	final TestNode node(String name, PeriodicTask... tasks) {
		InProcessExecutor executor = new InProcessExecutor("test-", 4, 1000, virtualThreads(), "test.capacity");
		TestNode node = new TestNode(name, TestNode.LEASE, this.faulty,
				new FaultyControls(this.controls, () -> this.faulty.out), this.locks, executor, tasks);
		this.nodes.add(node);
		return node;
	}

	final PeriodicTask every(Duration interval, UnaryOperator<TaskRules.Builder> rules) {
		return task(Schedule.interval(interval, Duration.ZERO), this.runs, rules);
	}

	final PeriodicTask task(Schedule schedule, TaskBody body, UnaryOperator<TaskRules.Builder> rules) {
		return PeriodicTask.named("report", body).schedule(schedule).rules(rules).build();
	}

	/** Code that is recorded, and then runs until the latch opens. */
	final TaskBody blocking() {
		return (context) -> {
			this.runs.run(context);
			return this.latch.await(1, TimeUnit.MINUTES);
		};
	}

	final void advance(Duration by) {
		this.clock.advance(by);
	}

	/** Fires again and again until something has happened; the clock stands still. */
	static void fireUntil(TestNode node, BooleanSupplier condition) {
		Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> {
			node.fire();
			return condition.getAsBoolean();
		});
	}

	final void awaitRuns(int count) {
		Awaitility.await().until(() -> this.runs.nominalTimes().size() == count);
	}

	final void awaitCount(TickCount count, long value) {
		Awaitility.await().until(() -> count(count) == value);
	}

	final void awaitNothingRuns() {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> ledger().running() == 0);
	}

	final long count(TickCount count) {
		return ledger().counts().get(count);
	}

	final TickLedger ledger() {
		return this.store.ledger("report");
	}

	final void assertLaw(long ticks) {
		assertThat(ledger().accounted()).as("ticks that are accounted for").isEqualTo(ticks);
	}

	static Instant second(long number) {
		return START.plusSeconds(number);
	}

	static Instant hour(int number) {
		return START.plus(HOUR.multipliedBy(number));
	}

}
