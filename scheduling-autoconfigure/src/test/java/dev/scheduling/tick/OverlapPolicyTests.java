package dev.scheduling.tick;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskRun.Result;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.periodic.TriggerResult;
import dev.scheduling.store.TickCount;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule T6: what becomes of ticks that fall due during a run.
 */
class OverlapPolicyTests extends TickFixture {

	@Test
	void t6BufferOneRunsOnceAfterTheRun() {
		TestNode node = node("a", slow(OverlapPolicy.BUFFER_ONE));

		ticks(node, 5);
		awaitRuns(1);
		assertThat(this.runs.nominalTimes()).containsExactly(second(1));
		this.latch.countDown();

		awaitRuns(2);
		assertThat(this.runs.nominalTimes()).containsExactly(second(1), second(2));
		awaitCount(TickCount.RUN, 2);
		assertThat(count(TickCount.SKIPPED_OVERLAP)).isEqualTo(3);
		assertLaw(5);
	}

	@Test
	void t6BufferedTickRunsOnAnotherNodeIfThatOfTheRunDies() {
		TestNode node = node("a", slow(OverlapPolicy.BUFFER_ONE));
		TestNode other = node("b", slow(OverlapPolicy.BUFFER_ONE));
		ticks(node, 2);
		awaitRuns(1);

		advance(TestNode.LEASE); // the node of the run shows no sign of life
		fireUntil(other, () -> this.runs.nominalTimes().contains(second(2)));

		assertThat(count(TickCount.LOST_CRASH)).isEqualTo(1);
	}

	@Test
	void t6AllowAllRunsTicksBesideEachOther() {
		TestNode node = node("a", slow(OverlapPolicy.ALLOW_ALL));

		ticks(node, 3);

		awaitRuns(3);
		assertThat(ledger().running()).isEqualTo(3);
		assertThat(this.runs.tokens()).doesNotHaveDuplicates();
		this.latch.countDown();
		awaitCount(TickCount.RUN, 3);
		assertLaw(3);
	}

	@Test
	void t6CancelRunningStopsTheRunAndStartsTheLatestTick() {
		CountDownLatch interrupted = new CountDownLatch(1);
		TestNode node = node("a", task(Schedule.interval(SECOND, Duration.ZERO), (context) -> {
			this.runs.run(context);
			if (context.scheduledFor().equals(second(1))) {
				try {
					TimeUnit.MINUTES.sleep(1);
				}
				finally {
					interrupted.countDown();
				}
			}
			return null;
		}, (rules) -> rules.overlap(OverlapPolicy.CANCEL_RUNNING)));
		ticks(node, 1);
		awaitRuns(1);

		ticks(node, 1);
		node.renew();

		Awaitility.await().until(() -> interrupted.getCount() == 0);
		awaitRuns(2);
		assertThat(this.runs.nominalTimes()).containsExactly(second(1), second(2));
		awaitCount(TickCount.RUN, 2);
		assertThat(node.tasks().recentRuns("report", 5)).extracting((run) -> run.result())
			.containsExactly(Result.SUCCEEDED, Result.CANCELLED);
		assertLaw(2);
	}

	@Test
	void t6TickOfInstanceScopeDuringARunOnItsNodeIsSkipped() {
		TestNode node = node("a",
				task(Schedule.interval(SECOND, Duration.ZERO), blocking(), (rules) -> rules.scope(TaskScope.INSTANCE)));
		ticks(node, 1);
		awaitRuns(1);

		ticks(node, 2);
		Awaitility.await().until(() -> node.taken() == 1);
		this.latch.countDown();
		fireUntil(node, () -> !node.isBusy());
		advance(SECOND);
		node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(1), second(4));
	}

	@Test
	void t18TriggerDuringARunWaitsWhereTicksDo() {
		TestNode node = node("a", slow(OverlapPolicy.BUFFER_ONE));
		ticks(node, 1);
		awaitRuns(1);

		assertThat(node.tasks().trigger("report")).isInstanceOf(TriggerResult.Waiting.class);

		assertThat(this.runs.nominalTimes()).hasSize(1);
		this.latch.countDown();
		awaitRuns(2);
		awaitCount(TickCount.RUN, 1);
		assertLaw(1);
	}

	private PeriodicTask slow(OverlapPolicy policy) {
		return task(Schedule.interval(SECOND, Duration.ZERO), blocking(), (rules) -> rules.overlap(policy));
	}

	private void ticks(TestNode node, int count) {
		for (int i = 0; i < count; i++) {
			advance(SECOND);
			node.fire();
		}
	}

}
