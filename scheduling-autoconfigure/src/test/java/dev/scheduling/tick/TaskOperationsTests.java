package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskContext;
import dev.scheduling.periodic.TaskPause;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.periodic.TickJob;
import dev.scheduling.periodic.TriggerResult;
import dev.scheduling.store.TickCount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Rule T18: what an operator says on one node holds on all, and over restarts.
 */
class TaskOperationsTests extends TickFixture {

	@Test
	void t18PausedTaskRunsOnNoNodeAndGoesOnWithItsNextTick() {
		TestNode node = node("a", every(SECOND, (rules) -> rules));
		TestNode other = node("b", every(SECOND, (rules) -> rules));

		node.operations().pause("report", "maintenance");
		advance(SECOND.multipliedBy(3));
		other.tick();
		node.tick();
		assertThat(this.runs.nominalTimes()).isEmpty();
		assertThat(other.operations().findPause("report")).contains(new TaskPause(START, "maintenance"));
		other.operations().resume("report");
		advance(SECOND);
		other.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(4));
		assertThat(count(TickCount.SKIPPED_PAUSED)).isEqualTo(3);
		awaitCount(TickCount.RUN, 1);
		assertLaw(4);
	}

	@Test
	void t9PausedTimeIsNotMissedEvenWithAllNodesDown() {
		TestNode node = node("a", every(HOUR, (rules) -> rules));
		node.operations().pauseAll("holidays");
		node.close();
		advance(HOUR.multipliedBy(5));

		TestNode restarted = node("b", every(HOUR, (rules) -> rules));
		restarted.operations().resumeAll();
		restarted.tick();

		assertThat(this.runs.nominalTimes()).isEmpty();
		assertThat(count(TickCount.SKIPPED_PAUSED)).isEqualTo(5);
		assertLaw(5);
	}

	@Test
	void t18ChangedScheduleStartsAfreshOnAllNodes() {
		TestNode node = node("a", every(HOUR.multipliedBy(24), (rules) -> rules));
		TestNode other = node("b", every(HOUR.multipliedBy(24), (rules) -> rules));
		advance(Duration.ofMinutes(190));

		node.operations().reschedule("report", Schedule.interval(HOUR, Duration.ZERO));
		node.tick();
		other.tick();
		assertThat(this.runs.nominalTimes()).isEmpty();
		assertThat(other.tasks().nextRuns("report", 2)).containsExactly(hour(4), hour(5));
		advance(Duration.ofMinutes(50));
		other.tick();
		assertThat(this.runs.nominalTimes()).containsExactly(hour(4));

		other.close();
		node.close();
		advance(HOUR);
		TestNode restarted = node("c", every(HOUR.multipliedBy(24), (rules) -> rules));
		restarted.tick();
		assertThat(this.runs.nominalTimes()).containsExactly(hour(4), hour(5));

		restarted.operations().resetSchedule("report");
		restarted.tick();
		advance(HOUR);
		restarted.tick();
		assertThat(this.runs.nominalTimes()).hasSize(2);
		assertThat(restarted.tasks().nextRuns("report", 1)).containsExactly(Instant.parse("2026-03-02T00:00:00Z"));
	}

	@Test
	void t18OnlySchedulesThatCanBeKeptAreAccepted() {
		TestNode node = node("a", every(HOUR, (rules) -> rules));
		Schedule own = new Schedule() {

			@Override
			public Optional<Instant> next(Instant after) {
				return Optional.empty();
			}

			@Override
			public String describe() {
				return "own";
			}

		};

		assertThatIllegalArgumentException().isThrownBy(() -> node.operations().reschedule("report", own));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> node.operations().reschedule("other", Schedule.fixedDelay(HOUR)))
			.withMessageContaining("No periodic task is named 'other'");
	}

	@Test
	void t18TaskMadeAtRunTimeFiresAndIsRemovedAgain() {
		TestNode node = node("a", every(HOUR, (rules) -> rules));
		PeriodicTask added = PeriodicTask.named("added", this.runs)
			.schedule(Schedule.interval(SECOND, Duration.ZERO))
			.build();

		node.tasks().schedule(added);
		node.fire();
		advance(SECOND);
		node.tick();
		assertThat(this.runs.nominalTimes()).containsExactly(second(1));
		assertThat(node.tasks().all()).extracting(PeriodicTask::name).containsExactly("added", "report");
		node.tasks().remove("added");
		advance(SECOND);
		node.tick();

		assertThat(this.runs.nominalTimes()).hasSize(1);
		assertThat(node.tasks().find("added")).isEmpty();
		assertThat(this.store.ledger("added").mark()).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> node.tasks().remove("report"))
			.withMessageContaining("scheduling.tasks.report.enabled: false");
	}

	@Test
	void t18DurableTaskMadeAtRunTimeIsKnownToAllNodesAndOverRestarts() {
		TestNode node = node("a", every(HOUR, (rules) -> rules));
		TestNode other = node("b", every(HOUR, (rules) -> rules));
		PeriodicTask added = PeriodicTask.named("added", (context) -> null)
			.schedule(Schedule.cron("0 6 * * *", ZoneId.of("UTC")))
			.rules((rules) -> rules.overlap(OverlapPolicy.BUFFER_ONE).jitter(SECOND))
			.job(new TickJob("export", "reports", Map.of("region", "EMEA"), 3, HOUR))
			.build();

		node.tasks().schedule(added);
		other.fire();

		PeriodicTask seen = other.tasks().find("added").orElseThrow();
		assertThat(seen.schedule().orElseThrow().describe()).isEqualTo("cron 0 6 * * * (UTC)");
		assertThat(seen.rules()).isEqualTo(added.rules());
		assertThat(seen.job().orElseThrow().handler()).isEqualTo("export");
		assertThat(seen.job().orElseThrow().payload()).hasToString("{\"region\":\"EMEA\"}");
		assertThat(node("c", every(HOUR, (rules) -> rules)).tasks().find("added")).isPresent();
		other.tasks().remove("added");
		node.fire();
		assertThat(node.tasks().find("added")).isEmpty();
	}

	@Test
	void t18SameRequestTriggersOnceOnWhicheverNode() {
		TestNode node = node("a", every(HOUR, (rules) -> rules));
		TestNode other = node("b", every(HOUR, (rules) -> rules));

		TriggerResult first = node.tasks().trigger("report", "click-1");
		awaitRuns(1);
		TriggerResult second = other.tasks().trigger("report", "click-1");

		assertThat(second).isEqualTo(first).isInstanceOf(TriggerResult.Started.class);
		node.tick();
		other.tick();
		assertThat(this.runs.nominalTimes()).hasSize(1);
	}

	@Test
	void t18TriggerRunsAPausedTask() {
		TestNode node = node("a", every(HOUR, (rules) -> rules));
		node.operations().pause("report", "maintenance");

		node.tasks().trigger("report");

		awaitRuns(1);
	}

	@Test
	void t18BackfillRunsTheTicksOfASpanOldestFirst() {
		TestNode node = node("a", every(HOUR, (rules) -> rules));
		Instant from = hour(-3);

		assertThat(node.operations().backfill("report", from, hour(-1), "b1")).isEqualTo(3);
		assertThat(node.operations().backfill("report", from, hour(-1), "b1")).isEqualTo(3);
		fireUntil(node, () -> node.tasks().recentRuns("report", 9).size() == 3);
		node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(hour(-3), hour(-2), hour(-1));
		assertThat(node.tasks().recentRuns("report", 9)).extracting(TaskRun::trigger).containsOnly(Trigger.BACKFILL);
		assertThat(this.runs.contexts()).extracting(TaskContext::fencingToken).isSorted();
		assertThat(ledger().mark()).isEqualTo(START);
		assertLaw(0);
	}

	@Test
	void t18BackfillOfTooManyTicksIsRefused() {
		TestNode node = node("a", every(SECOND, (rules) -> rules));

		assertThatIllegalArgumentException()
			.isThrownBy(() -> node.operations().backfill("report", START, START.plus(HOUR), "b1"))
			.withMessage("Task 'report' has more than 1000 ticks from 2026-03-01T12:00:00Z to 2026-03-01T13:00:00Z; "
					+ "backfill a shorter span");
	}

}
