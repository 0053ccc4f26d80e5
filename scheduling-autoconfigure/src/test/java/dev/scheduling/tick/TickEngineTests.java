package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.lock.InMemoryLockProvider;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskRun.Result;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.periodic.TriggerResult;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import dev.scheduling.store.memory.InMemoryPeriodicStore;
import dev.scheduling.testing.MutableClock;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The promises of ticks, several nodes on one store, on a clock that the test moves.
 */
class TickEngineTests {

	private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	private final MutableClock clock = new MutableClock(START.toString());

	private final InMemoryPeriodicStore store = new InMemoryPeriodicStore(this.clock);

	private final InMemoryLockProvider locks = new InMemoryLockProvider(this.clock);

	private final RecordedRuns runs = new RecordedRuns();

	private final CountDownLatch latch = new CountDownLatch(1);

	private TestNode node;

	/** On which threads ticks run (rule T15). */
	boolean virtualThreads() {
		return false;
	}

	@AfterEach
	void stop() {
		this.latch.countDown();
		this.node.close();
	}

	@Test
	void t1IntervalRunsOnTheGridOfTheClockHoweverLateEachRunStarts() {
		this.node = node("a", RecordedRuns.everySecond("report", this.runs));

		for (int i = 1; i <= 5; i++) {
			advance(Duration.ofMillis((i == 1) ? 1300 : 1000));
			this.node.tick();
		}

		assertThat(this.runs.nominalTimes()).containsExactly(second(1), second(2), second(3), second(4), second(5));
	}

	@Test
	void t5EachTickRunsOnOneNodeOfTheCluster() {
		PeriodicTask task = RecordedRuns.everySecond("report", this.runs);
		this.node = node("a", task);
		try (TestNode other = node("b", task)) {
			for (int i = 1; i <= 20; i++) {
				advance(Duration.ofSeconds(1));
				((i % 2 == 0) ? this.node : other).tick();
				((i % 2 == 0) ? other : this.node).tick();
			}
		}

		assertThat(this.runs.nominalTimes())
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 20).mapToObj(TickEngineTests::second).toList());
		assertLaw("report", 20);
	}

	@Test
	void t5TicksOfMoreTasksThanOneCallClaimsAllRun() {
		this.node = node("a",
				IntStream.rangeClosed(0, PeriodicStore.MAX_BATCH)
					.mapToObj((i) -> RecordedRuns.everySecond("task-" + i, this.runs))
					.toArray(PeriodicTask[]::new));

		advance(Duration.ofSeconds(1));
		this.node.tick();

		assertThat(this.runs.nominalTimes()).hasSize(PeriodicStore.MAX_BATCH + 1);
	}

	@Test
	void t6TickDuringARunIsSkippedAndCounted() {
		this.node = node("a", RecordedRuns.everySecond("report", (context) -> {
			this.runs.run(context);
			return this.latch.await(1, TimeUnit.MINUTES);
		}));

		advance(Duration.ofSeconds(1));
		this.node.fire();
		Awaitility.await().until(() -> !this.runs.nominalTimes().isEmpty());
		advance(Duration.ofSeconds(1));
		this.node.fire();
		advance(Duration.ofSeconds(1));
		this.node.fire();

		assertThat(this.runs.nominalTimes()).containsExactly(second(1));
		assertThat(ledger("report").counts()).containsEntry(TickCount.SKIPPED_OVERLAP, 2L);
		assertLaw("report", 3);
	}

	@Test
	void t6LockThatSomebodyElseHoldsKeepsTheTaskFromRunning() {
		this.locks.lock(new LockConfiguration(ClockProvider.now(), "report", Duration.ofMinutes(1), Duration.ZERO));
		this.node = node("a", RecordedRuns.everySecond("report", this.runs));

		advance(Duration.ofSeconds(1));
		this.node.tick();

		assertThat(this.runs.nominalTimes()).isEmpty();
		awaitCount("report", TickCount.SKIPPED_OVERLAP, 1);
	}

	@Test
	void t8LaterTickHasTheHigherToken() {
		this.node = node("a", RecordedRuns.everySecond("report", this.runs));

		for (int i = 0; i < 5; i++) {
			advance(Duration.ofSeconds(1));
			this.node.tick();
			awaitCount("report", TickCount.RUN, i + 1);
		}

		assertThat(this.runs.tokens()).isSorted().doesNotHaveDuplicates().hasSize(5);
	}

	@Test
	void t10StepOfTheClockBackwardsFiresNoTickTwice() {
		this.node = node("a", RecordedRuns.everySecond("report", this.runs));
		advance(Duration.ofSeconds(1));
		this.node.tick();

		advance(Duration.ofSeconds(-1));
		this.node.tick();
		advance(Duration.ofMillis(1500));
		this.node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(1));
	}

	@Test
	void t10ClockThatWasAnHourAheadSilencesTheTaskForNoLongerThanAMinute() {
		advance(Duration.ofHours(1));
		this.node = node("a", RecordedRuns.everySecond("report", this.runs));
		advance(Duration.ofSeconds(1));
		this.node.tick();

		this.clock.set(START);
		this.node.tick();
		advance(Duration.ofSeconds(2));
		this.node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(3601), second(2));
	}

	@Test
	void t10StepForwardFiresTheLatestTickAndCountsTheOthers() {
		this.node = node("a", RecordedRuns.everySecond("report", this.runs));

		advance(Duration.ofSeconds(3600));
		this.node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(3600));
		awaitCount("report", TickCount.RUN, 1);
		assertThat(ledger("report").counts()).containsEntry(TickCount.MISSED_COALESCED, 3599L);
		assertLaw("report", 3600);
	}

	@Test
	void t14TaskThatThrowsRunsAgainAtItsNextTick() {
		this.node = node("a", RecordedRuns.everySecond("report", (context) -> {
			this.runs.run(context);
			throw new StackOverflowError("expected by the test");
		}));

		advance(Duration.ofSeconds(1));
		this.node.tick();
		awaitCount("report", TickCount.RUN, 1);
		advance(Duration.ofSeconds(1));
		this.node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(1), second(2));
		Awaitility.await().until(() -> this.node.tasks().recentRuns("report", 10).size() == 2);
		assertThat(this.node.tasks().recentRuns("report", 1)).extracting(TaskRun::result, TaskRun::error)
			.containsExactly(tuple(Result.FAILED, "java.lang.StackOverflowError: expected by the test"));
	}

	@Test
	void t14AThousandTasksWithOneThatThrowsAndOneThatIsStuckAllRun() {
		PeriodicTask[] tasks = IntStream.range(0, 1000)
			.mapToObj((i) -> RecordedRuns.everySecond("task-" + i, (context) -> {
				this.runs.run(context);
				if (i == 7) {
					throw new IllegalStateException("expected by the test");
				}
				return (i == 8) ? this.latch.await(1, TimeUnit.MINUTES) : null;
			}))
			.toArray(PeriodicTask[]::new);
		this.node = node("a", tasks);

		advance(Duration.ofSeconds(1));
		this.node.fire();
		Awaitility.await().until(() -> this.runs.nominalTimes().size() == 1000);
		Awaitility.await().until(() -> ledger("task-999").running() == 0);
		advance(Duration.ofSeconds(1));
		this.node.fire();

		Awaitility.await().until(() -> this.runs.nominalTimes().size() == 1999);
		assertThat(ledger("task-8").counts()).containsEntry(TickCount.SKIPPED_OVERLAP, 1L);
	}

	@Test
	void t16NodeWithoutAPlaceLeavesTheTickToTheOthersFor250Milliseconds() {
		PeriodicTask task = RecordedRuns.everySecond("report", this.runs);
		InProcessExecutor full = executor(1, 0);
		this.node = new TestNode("a", this.store, this.locks, full, task);
		Place taken = full.reserveOrReject();
		try (TestNode other = node("b", task)) {
			advance(Duration.ofSeconds(1));
			this.node.fire();
			assertThat(ledger("report").mark()).isEqualTo(START);
			advance(Duration.ofMillis(249));
			this.node.fire();
			other.tick();
			advance(Duration.ofMillis(1));
			this.node.fire();
		}

		assertThat(this.runs.nominalTimes()).containsExactly(second(1));
		assertThat(ledger("report").counts()).containsEntry(TickCount.SKIPPED_REJECTED, 0L);
		taken.release();
	}

	@Test
	void t16TickForWhichNobodyHasAPlaceIsCountedAsRejected() {
		InProcessExecutor full = executor(1, 0);
		this.node = new TestNode("a", this.store, this.locks, full, RecordedRuns.everySecond("report", this.runs));
		Place taken = full.reserveOrReject();

		advance(Duration.ofSeconds(1));
		this.node.fire();
		advance(Duration.ofMillis(250));
		this.node.fire();

		assertThat(this.runs.nominalTimes()).isEmpty();
		assertThat(ledger("report").counts()).containsEntry(TickCount.SKIPPED_REJECTED, 1L);
		assertLaw("report", 1);
		taken.release();
	}

	@Test
	void t18ChangedScheduleStopsTheTaskOnNodesWithTheOldOne() {
		this.node = node("a", RecordedRuns.everySecond("report", this.runs));
		PeriodicTask changed = PeriodicTask.named("report", this.runs)
			.schedule(Schedule.interval(Duration.ofSeconds(2), Duration.ZERO))
			.build();
		try (TestNode later = node("b", changed)) {
			advance(Duration.ofSeconds(1));
			this.node.tick();
			advance(Duration.ofSeconds(1));
			this.node.tick();
			assertThat(this.runs.nominalTimes()).isEmpty();
			later.tick();
		}

		assertThat(this.runs.nominalTimes()).containsExactly(second(2));
	}

	@Test
	void t5TaskOfInstanceScopeRunsOnEveryNodeWithoutAClaim() {
		PeriodicTask task = PeriodicTask.named("warm-cache", this.runs)
			.schedule(Schedule.interval(Duration.ofSeconds(1), Duration.ZERO))
			.rules((rules) -> rules.scope(TaskScope.INSTANCE))
			.build();
		this.node = node("a", task);
		try (TestNode other = node("b", task)) {
			advance(Duration.ofSeconds(1));
			this.node.tick();
			other.tick();
		}

		assertThat(this.runs.nominalTimes()).containsExactly(second(1), second(1));
		assertThat(this.runs.tokens()).containsOnly(-1L);
		assertThat(this.node.tasks().recentRuns("warm-cache", 5)).hasSize(1);
		assertThat(ledger("warm-cache").mark()).isNull();
	}

	@Test
	void t5TaskOfInstanceScopeIsNotCaughtUp() {
		this.node = node("a",
				PeriodicTask.named("warm-cache", this.runs)
					.schedule(Schedule.interval(Duration.ofHours(1), Duration.ZERO))
					.rules((rules) -> rules.scope(TaskScope.INSTANCE))
					.build());

		advance(Duration.ofMinutes(61).plusSeconds(1));
		this.node.tick();

		assertThat(this.runs.nominalTimes()).isEmpty();
	}

	@Test
	void t18TriggerRunsNowAndMovesNothing() {
		this.node = node("a", RecordedRuns.everySecond("report", this.runs));
		advance(Duration.ofMillis(500));

		TriggerResult result = this.node.tasks().trigger("report");

		assertThat(result).isInstanceOf(TriggerResult.Started.class);
		Awaitility.await().until(() -> this.node.tasks().recentRuns("report", 5).size() == 1);
		assertThat(this.node.tasks().recentRuns("report", 5).get(0).trigger()).isEqualTo(TaskRun.Trigger.MANUAL);
		assertThat(ledger("report").mark()).isEqualTo(START);
		assertLaw("report", 0);
	}

	@Test
	void t18TriggerDuringARunIsRefused() {
		this.node = node("a", RecordedRuns.everySecond("report", (context) -> {
			this.runs.run(context);
			return this.latch.await(1, TimeUnit.MINUTES);
		}));
		this.node.tasks().trigger("report");

		TriggerResult second = this.node.tasks().trigger("report");

		assertThat(second).isEqualTo(new TriggerResult.Refused("overlap"));
	}

	@Test
	void unknownNameNamesTheTasksThatThereAre() {
		this.node = node("a", RecordedRuns.everySecond("report", this.runs));

		assertThatIllegalArgumentException().isThrownBy(() -> this.node.tasks().trigger("reports"))
			.withMessage("No periodic task is named 'reports'; there are 'report'");
	}

	@Test
	void nextRunsAreTheComingTicks() {
		this.node = node("a", RecordedRuns.everySecond("report", this.runs));

		List<Instant> next = this.node.tasks().nextRuns("report", 3);

		assertThat(next).containsExactly(second(1), second(2), second(3));
	}

	private TestNode node(String name, PeriodicTask... tasks) {
		return new TestNode(name, this.store, this.locks, executor(4, 1000), tasks);
	}

	private InProcessExecutor executor(int concurrency, int queueCapacity) {
		return new InProcessExecutor("test-", concurrency, queueCapacity, virtualThreads(), "test.capacity");
	}

	private void advance(Duration by) {
		this.clock.advance(by);
	}

	private static Instant second(int number) {
		return START.plusSeconds(number);
	}

	private TickLedger ledger(String task) {
		return this.store.ledger(task);
	}

	private void awaitCount(String task, TickCount count, long value) {
		Awaitility.await().until(() -> ledger(task).counts().get(count) == value);
	}

	private void assertLaw(String task, long ticks) {
		assertThat(ledger(task).accounted()).as("ticks of '%s'", task).isEqualTo(ticks);
	}

}
