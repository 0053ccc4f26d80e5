package dev.scheduling.store;

import java.util.List;
import java.util.Map;

import dev.scheduling.periodic.TaskPause;
import dev.scheduling.periodic.TaskRun.Result;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.store.ClaimResult.Buffered;
import dev.scheduling.store.ClaimResult.Repeated;
import dev.scheduling.store.ClaimResult.Skipped;
import dev.scheduling.store.ClaimResult.Won;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link PeriodicStore} makes of what operators say of tasks, and says itself
 * after failures.
 */
public abstract class TaskControlContract extends TickPolicyFixture {

	@Test
	void t18PausedTicksAreCountedAndDoNotRun() {
		controls().pause("report", "", new TaskPause(at(1), "maintenance | of the mail server"));
		advance(SECOND.multipliedBy(3));

		ClaimResult result = claim("one", tick("c1", 0, 4, TickAdmission.SKIP));

		assertThat(result).isEqualTo(new Skipped(at(4), TickCount.SKIPPED_PAUSED));
		assertThat(count(TickCount.SKIPPED_PAUSED)).isEqualTo(4);
		assertThat(controls().read().findPause("report"))
			.contains(new TaskPause(at(1), "maintenance | of the mail server"));
		controls().resume("report", "");
		advance(SECOND);
		assertThat(claim("one", tick("c2", 4, 5, TickAdmission.SKIP))).isInstanceOf(Won.class);
	}

	@Test
	void t18PauseOfAllIsApartFromThatOfOne() {
		controls().pause(TaskControlStore.ALL, "", new TaskPause(at(1), "all"));
		controls().pause("report", "", new TaskPause(at(1), "one"));
		controls().pause("report", "", new TaskPause(at(2), "again"));

		assertThat(controls().read().findPause("report")).contains(new TaskPause(at(1), "one"));
		assertThat(controls().read().findPause("other")).contains(new TaskPause(at(1), "all"));

		controls().resume(TaskControlStore.ALL, "");
		assertThat(claim("one", tick("c1", 0, 1, TickAdmission.SKIP))).isInstanceOf(Skipped.class);
		assertThat(controls().read().findPause("other")).isEmpty();
	}

	@Test
	void t18PauseOfAllKeepsEachTaskFromRunning() {
		controls().pause(TaskControlStore.ALL, "", new TaskPause(at(1), "all"));

		assertThat(claim("one", tick("c1", 0, 1, TickAdmission.SKIP)))
			.isEqualTo(new Skipped(at(1), TickCount.SKIPPED_PAUSED));
	}

	@Test
	void t18ChangesAreCountedAndShownByTheSweep() {
		long before = store().sweep("one", LEASE).changes();

		controls().reschedule("report", "some text");
		controls().pause("report", "", new TaskPause(at(1), "why"));

		assertThat(store().sweep("one", LEASE).changes()).isEqualTo(before + 2).isEqualTo(controls().read().changes());
		assertThat(controls().read().schedules()).isEqualTo(Map.of("report", "some text"));
		controls().resetSchedule("report");
		assertThat(controls().read().schedules()).isEmpty();
	}

	@Test
	void t17TaskIsPausedAfterFailuresInARow() {
		assertThat(fail("c1", 0).paused()).isEmpty();
		finish(wonToken("c2", 1, 2), TickCount.RUN, Result.SUCCEEDED, 2);
		advance(SECOND);
		assertThat(fail("c3", 2).paused()).isEmpty();
		assertThat(fail("c4", 3).paused()).containsExactly("report");

		assertThat(controls().read().findPause("report")).map(TaskPause::reason)
			.contains("2 failures in a row, the last one: java.io.IOException: a | b");
		assertThat(claim("one", tick("c5", 4, 5, TickAdmission.SKIP)))
			.isEqualTo(new Skipped(at(5), TickCount.SKIPPED_PAUSED));
	}

	@Test
	void t17PauseBecauseOfFailuresIsAChangeOfWhichTheSweepTells() {
		fail("c1", 0);
		long before = store().sweep("one", LEASE).changes();

		fail("c2", 1);

		assertThat(store().sweep("one", LEASE).changes()).isEqualTo(before + 1);
	}

	@Test
	void t17TaskThatWasResumedIsPausedOnlyAfterAsManyFailuresAgain() {
		fail("c1", 0);
		assertThat(fail("c2", 1).paused()).containsExactly("report");
		controls().resume("report", "");

		assertThat(fail("c3", 2).paused()).isEmpty();
		assertThat(fail("c4", 3).paused()).containsExactly("report");
	}

	@Test
	void t18SameRequestStartsOneRun() {
		ClaimResult first = request("t1", "click");
		ClaimResult replayed = request("t1", "click");
		long token = ((Won) first).token();
		assertThat(replayed).isEqualTo(first);
		assertThat(request("t2", "click")).isEqualTo(new Repeated(at(1), token));
		end(token);

		assertThat(request("t3", "click")).isEqualTo(new Repeated(at(1), token));
		assertThat(request("t4", "other")).isInstanceOf(Won.class);
	}

	@Test
	void t18TriggeredRunWaitsWhereTicksDo() {
		long running = won("c1", 0, 1, TickAdmission.BUFFER);
		advance(SECOND);

		assertThat(trigger("two", "t1", TickAdmission.BUFFER)).isEqualTo(new Buffered(at(2)));
		assertThat(trigger("two", "t2", TickAdmission.BUFFER)).isInstanceOf(Skipped.class);

		end(running);
		assertThat(take("two", "w1")).extracting(WaitingRun::trigger).containsExactly(Trigger.MANUAL);
		assertThat(ledger().accounted()).isEqualTo(1);
	}

	@Test
	void t18TriggerAfterADeadRunCountsThatAsLost() {
		won("c1", 0, 1, TickAdmission.SKIP);
		advance(LEASE);

		assertThat(trigger("two", "t1", TickAdmission.SKIP)).isInstanceOf(Won.class);

		assertThat(count(TickCount.LOST_CRASH)).isEqualTo(1);
		assertThat(ledger().accounted()).isEqualTo(1);
	}

	@Test
	void t18TriggerAsksTheRunToStopWhereTicksDo() {
		RunKey run = new RunKey("report", won("c1", 0, 1, TickAdmission.CANCEL));

		assertThat(trigger("two", "t1", TickAdmission.CANCEL)).isEqualTo(new Buffered(at(1)));

		assertThat(store().renew("one", LEASE, List.of(run)).cancelled()).containsExactly(run);
	}

	@Test
	void t18BackfillRunsOldestFirstOneAtATimeAndMovesNothing() {
		store().backfill("report", List.of(at(-5), at(-7), at(-6)), "b1");
		store().backfill("report", List.of(at(-7)), "b1");
		assertThat(store().sweep("one", LEASE).waiting()).containsExactly("report");

		for (int second : List.of(-7, -6, -5)) {
			WaitingRun run = take("one", "w" + second).get(0);
			assertThat(run.nominal()).isEqualTo(at(second));
			assertThat(run.trigger()).isEqualTo(Trigger.BACKFILL);
			assertThat(take("two", "x" + second)).isEmpty();
			end(run.token());
		}

		assertThat(take("one", "w")).isEmpty();
		store().backfill("report", List.of(at(-7)), "b1");
		assertThat(take("one", "w")).isEmpty();
		assertThat(ledger().mark()).isEqualTo(START);
		assertThat(ledger().accounted()).isZero();
	}

	private FinishResult fail(String call, int expected) {
		FinishResult result = finish(wonToken(call, expected, expected + 1), TickCount.RUN, Result.FAILED, 2);
		advance(SECOND);
		return result;
	}

	protected final ClaimResult request(String call, String request) {
		return store().trigger("one", LEASE, new TriggerClaim("report", call, TickAdmission.SKIP, request));
	}

}
