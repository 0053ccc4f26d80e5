package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.scheduling.periodic.LockLostPolicy;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskContext;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskRun.Result;
import dev.scheduling.periodic.TaskPause;
import dev.scheduling.store.TickCount;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Rules T7, T11, T13 and T17: what limits the runs of a task.
 */
class TaskRuleTests extends TickFixture {

	private final AtomicBoolean skip = new AtomicBoolean();

	@Test
	void t11JitterPutsTicksOffAndMovesNoNominalTime() {
		TestNode node = node("a", every(HOUR, (rules) -> rules.jitter(Duration.ofMinutes(30))));
		TestNode other = node("b", every(HOUR, (rules) -> rules.jitter(Duration.ofMinutes(30))));

		int seen = 0;
		boolean late = false;
		for (int minute = 1; minute <= 5 * 60 + 30; minute++) {
			advance(Duration.ofMinutes(1));
			node.tick();
			other.tick();
			// A minute is more than a lease: a run whose end is not yet told would count
			// as lost.
			awaitNothingRuns();
			int runs = this.runs.nominalTimes().size();
			if (runs > seen) {
				Instant nominal = this.runs.nominalTimes().get(runs - 1);
				assertThat(this.clock.instant()).isBetween(nominal, nominal.plus(Duration.ofMinutes(31)));
				late |= this.clock.instant().isAfter(nominal.plus(Duration.ofMinutes(2)));
				seen = runs;
			}
		}

		assertThat(this.runs.nominalTimes()).containsExactly(hour(1), hour(2), hour(3), hour(4), hour(5));
		assertThat(late).as("some tick is put off by more than two minutes").isTrue();
		awaitCount(TickCount.RUN, 5);
		assertLaw(5);
	}

	@Test
	void t13RunThatTakesTooLongIsInterruptedAndHasFailed() {
		CountDownLatch interrupted = new CountDownLatch(1);
		TestNode node = node("a", task(Schedule.interval(SECOND, Duration.ZERO), (context) -> {
			try {
				return this.latch.await(1, TimeUnit.MINUTES);
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
				throw ex;
			}
		}, (rules) -> rules.timeout(Duration.ofMillis(20))));

		advance(SECOND);
		node.fire();

		awaitCount(TickCount.RUN, 1);
		assertThat(interrupted.getCount()).isZero();
		assertThat(node.tasks().recentRuns("report", 1)).extracting(TaskRun::result, TaskRun::error)
			.containsExactly(tuple(Result.FAILED,
					"java.util.concurrent.TimeoutException: The run took longer than its timeout of 20ms"));
	}

	@Test
	void t13RunThatIgnoresItsInterruptKeepsTheTaskFromRunning() {
		CountDownLatch interrupted = new CountDownLatch(1);
		TestNode node = node("a", task(Schedule.interval(SECOND, Duration.ZERO), (context) -> {
			this.runs.run(context);
			while (this.latch.getCount() > 0) {
				try {
					this.latch.await(1, TimeUnit.MINUTES);
				}
				catch (InterruptedException ex) {
					interrupted.countDown();
				}
			}
			return null;
		}, (rules) -> rules.timeout(Duration.ofMillis(20))));
		advance(SECOND);
		node.fire();
		Awaitility.await().until(() -> interrupted.getCount() == 0);

		advance(SECOND);
		node.fire();

		assertThat(this.runs.nominalTimes()).containsExactly(second(1));
		assertThat(count(TickCount.SKIPPED_OVERLAP)).isEqualTo(1);
		assertThat(ledger().running()).isEqualTo(1);
	}

	@Test
	void t13RunThatEndsInTimeIsNotToldToStop() {
		TestNode node = node("a", task(Schedule.interval(SECOND, Duration.ZERO), (context) -> {
			this.runs.run(context);
			return context.scheduledFor().equals(second(1)) || this.latch.await(1, TimeUnit.MINUTES);
		}, (rules) -> rules.timeout(Duration.ofMillis(100))));
		advance(SECOND);
		node.tick();
		awaitCount(TickCount.RUN, 1);

		advance(SECOND);
		node.tick(); // ends by its timeout, that of the first has passed then too
		awaitCount(TickCount.RUN, 2);

		assertThat(this.runs.contexts()).extracting(TaskContext::isCancelled).containsExactly(false, true);
	}

	@Test
	void t13PredicateThatTakesTooLongIsInterruptedAndHasFailed() {
		TestNode node = node("a", every(SECOND, (rules) -> rules.timeout(Duration.ofMillis(20))
			.skipIf((context) -> this.latch.await(1, TimeUnit.MINUTES))));

		advance(SECOND);
		node.tick();

		awaitCount(TickCount.RUN, 1);
		assertThat(this.runs.nominalTimes()).isEmpty();
		assertThat(node.tasks().recentRuns("report", 1)).extracting(TaskRun::result).containsExactly(Result.FAILED);
	}

	@Test
	void t17PredicateLeavesRunsOut() {
		TestNode node = node("a", every(SECOND, (rules) -> rules.skipIf((context) -> this.skip.get())));
		this.skip.set(true);
		advance(SECOND);
		node.tick();
		awaitCount(TickCount.SKIPPED_CONDITION, 1);
		this.skip.set(false);
		advance(SECOND);
		node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(2));
		awaitCount(TickCount.RUN, 1);
		assertThat(node.tasks().recentRuns("report", 5)).hasSize(1);
		assertLaw(2);
	}

	@Test
	void t17PredicateThatThrowsIsAFailureAndNoRun() {
		TestNode node = node("a", every(SECOND, (rules) -> rules.skipIf((context) -> {
			throw new IllegalStateException("expected by the test");
		})));

		advance(SECOND);
		node.tick();

		awaitCount(TickCount.RUN, 1);
		assertThat(this.runs.nominalTimes()).isEmpty();
		assertThat(node.tasks().recentRuns("report", 5)).extracting(TaskRun::result).containsExactly(Result.FAILED);
	}

	@Test
	void t17TaskIsPausedAfterFailuresInARow() {
		TestNode node = node("a", task(Schedule.interval(SECOND, Duration.ZERO), (context) -> {
			this.runs.run(context);
			throw new IllegalStateException("expected by the test");
		}, (rules) -> rules.pauseAfterFailures(3)));

		for (int i = 1; i <= 5; i++) {
			advance(SECOND);
			node.tick();
			awaitCount(TickCount.RUN, Math.min(i, 3));
		}

		assertThat(this.runs.nominalTimes()).hasSize(3);
		assertThat(node.operations().findPause("report")).map(TaskPause::reason)
			.contains("3 failures in a row, the last one: java.lang.IllegalStateException: expected by the test");
		assertThat(count(TickCount.SKIPPED_PAUSED)).isEqualTo(2);
		assertLaw(5);
	}

	@Test
	void t7RunThatLosesItsClaimIsInterrupted() {
		assertThat(loseClaim(LockLostPolicy.INTERRUPT)).extracting(TaskContext::isCancelled).containsExactly(true);
	}

	@Test
	void t7RunThatMayGoOnWithoutItsClaimIsNotInterrupted() {
		List<TaskContext> runs = loseClaim(LockLostPolicy.CONTINUE);

		assertThat(runs).extracting(TaskContext::isCancelled).containsExactly(false);
		assertThat(runs).extracting(TaskContext::isLockHeld).containsExactly(false);
	}

	private List<TaskContext> loseClaim(LockLostPolicy policy) {
		TestNode node = node("a",
				task(Schedule.interval(SECOND, Duration.ZERO), blocking(), (rules) -> rules.onLockLost(policy)));
		advance(SECOND);
		node.fire();
		awaitRuns(1);
		advance(TestNode.LEASE);
		this.store.sweep("b", TestNode.LEASE);

		node.renew();

		Awaitility.await().until(() -> !this.runs.contexts().get(0).isLockHeld());
		return this.runs.contexts();
	}

}
