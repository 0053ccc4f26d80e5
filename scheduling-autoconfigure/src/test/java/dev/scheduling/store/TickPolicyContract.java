package dev.scheduling.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.scheduling.periodic.TaskPause;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskRun.Result;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.store.ClaimResult.Buffered;
import dev.scheduling.store.ClaimResult.Busy;
import dev.scheduling.store.ClaimResult.Moved;
import dev.scheduling.store.ClaimResult.Repeated;
import dev.scheduling.store.ClaimResult.Skipped;
import dev.scheduling.store.ClaimResult.Won;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link PeriodicStore} makes of the policies of tasks, and of what operators
 * say.
 */
public abstract class TickPolicyContract extends ClaimAheadContract {

	@BeforeEach
	void prepare() {
		register("report", "a");
		advance(SECOND);
	}

	@Test
	void t6BufferOneKeepsTheFirstOfTheTicksDuringARun() {
		long running = won("c1", 0, 1, TickAdmission.BUFFER);
		advance(SECOND.multipliedBy(3));

		assertThat(claim("two", tick("c2", 1, 2, TickAdmission.BUFFER))).isEqualTo(new Buffered(at(2)));
		assertThat(claim("two", tick("c2", 1, 2, TickAdmission.BUFFER))).isEqualTo(new Buffered(at(2)));
		assertThat(claim("two", tick("c3", 2, 3, TickAdmission.BUFFER)))
			.isEqualTo(new Skipped(at(3), TickCount.SKIPPED_OVERLAP));
		assertThat(ledger().buffered()).isEqualTo(1);
		assertThat(ledger().accounted()).isEqualTo(3);

		assertThat(end(running).waiting()).containsExactly("report");
		WaitingRun next = take("two", "t1").get(0);
		assertThat(next.nominal()).isEqualTo(at(2));
		assertThat(next.trigger()).isEqualTo(Trigger.SCHEDULE);
		assertThat(next.token()).isGreaterThan(running);
		assertThat(ledger().running()).isEqualTo(1);
		assertThat(ledger().buffered()).isZero();
		assertThat(end(next.token()).refused()).isEmpty();
		assertThat(ledger().accounted()).isEqualTo(3);
		assertThat(take("two", "t2")).isEmpty();
	}

	@Test
	void t6BufferedTickOutlivesTheNodeOfTheRunItWaitsFor() {
		won("c1", 0, 1, TickAdmission.BUFFER);
		advance(SECOND);
		claim("one", tick("c2", 1, 2, TickAdmission.BUFFER));
		assertThat(store().sweep("two", LEASE).waiting()).isEmpty();
		assertThat(take("two", "t1")).isEmpty();

		advance(LEASE);
		assertThat(take("two", "t1")).as("before the dead run was counted").isEmpty();
		assertThat(store().sweep("two", LEASE).waiting()).containsExactly("report");

		assertThat(take("two", "t2")).extracting(WaitingRun::nominal).containsExactly(at(2));
		assertThat(count(TickCount.LOST_CRASH)).isEqualTo(1);
		assertThat(ledger().accounted()).isEqualTo(2);
	}

	@Test
	void waitingRunIsTakenOnceAndAgainByTheSameCall() {
		long running = won("c1", 0, 1, TickAdmission.BUFFER);
		advance(SECOND);
		claim("one", tick("c2", 1, 2, TickAdmission.BUFFER));
		end(running);

		List<WaitingRun> first = take("two", "t1");

		assertThat(take("two", "t1")).isEqualTo(first).hasSize(1);
		assertThat(take("one", "t2")).isEmpty();
	}

	@Test
	void t6CancelRunningAsksTheRunToStopAndKeepsTheLatestTick() {
		long running = won("c1", 0, 1, TickAdmission.CANCEL);
		advance(SECOND.multipliedBy(3));

		assertThat(claim("two", tick("c2", 1, 2, TickAdmission.CANCEL))).isEqualTo(new Buffered(at(2)));
		assertThat(claim("two", tick("c3", 2, 3, TickAdmission.CANCEL))).isEqualTo(new Buffered(at(3)));

		RunKey run = new RunKey("report", running);
		assertThat(store().renew("one", LEASE, List.of(run)))
			.isEqualTo(new RenewedRuns(Set.of(), Set.of(run), Set.of()));
		assertThat(count(TickCount.SKIPPED_OVERLAP)).isEqualTo(1);
		end(running);
		WaitingRun next = take("two", "t1").get(0);
		assertThat(next.nominal()).isEqualTo(at(3));
		assertThat(store().renew("two", LEASE, List.of(new RunKey("report", next.token()))).cancelled()).isEmpty();
		assertThat(ledger().accounted()).isEqualTo(3);
	}

	@Test
	void t6AllowAllRunsTicksBesideEachOther() {
		long first = won("c1", 0, 1, TickAdmission.ALLOW);
		advance(SECOND);
		long second = won("c2", 1, 2, TickAdmission.ALLOW);

		assertThat(won("c2", 1, 2, TickAdmission.ALLOW)).isEqualTo(second);
		assertThat(ledger().running()).isEqualTo(2);
		assertThat(store().renew("one", LEASE, List.of(new RunKey("report", first), new RunKey("report", second))))
			.isEqualTo(new RenewedRuns(Set.of(), Set.of(), Set.of()));
		assertThat(end(first).refused()).isEmpty();
		assertThat(ledger().running()).isEqualTo(1);
		advance(LEASE);
		store().sweep("two", LEASE);
		assertThat(count(TickCount.LOST_CRASH)).isEqualTo(1);
		assertThat(ledger().accounted()).isEqualTo(2);
	}

	@Test
	void t8TokenOfARunThatWaitedIsBelowThatOfTheNextTick() {
		long running = won("c1", 0, 1, TickAdmission.BUFFER);
		advance(SECOND.multipliedBy(2));
		claim("one", tick("c2", 1, 2, TickAdmission.BUFFER));
		end(running);
		long waited = take("two", "t1").get(0).token();
		end(waited);

		assertThat(won("c3", 2, 3, TickAdmission.BUFFER)).isGreaterThan(waited).isGreaterThan(running);
	}

	@Test
	void t8RepeatedClaimDoesNotGetTheTokenOfALaterTrigger() {
		ClaimResult first = claim("one", tick("c1", 0, 1, TickAdmission.SKIP));
		end(((Won) first).token());
		trigger("two", "t1", TickAdmission.SKIP);

		assertThat(claim("one", tick("c1", 0, 1, TickAdmission.SKIP))).isIn(first, new Moved(at(1)));
	}

	@Test
	void t8RepeatedClaimDoesNotGetTheTokenOfALaterRunThatWaited() {
		ClaimResult first = claim("one", tick("c1", 0, 1, TickAdmission.BUFFER));
		trigger("two", "t1", TickAdmission.BUFFER);
		end(((Won) first).token());
		assertThat(take("two", "w1")).hasSize(1);

		assertThat(claim("one", tick("c1", 0, 1, TickAdmission.BUFFER))).isIn(first, new Moved(at(1)));
	}

	@Test
	void t9MissedTickWaitsForARunThatIsAliveAndChangesNothing() {
		long running = won("c1", 0, 1, TickAdmission.SKIP);
		advance(SECOND.multipliedBy(3));

		assertThat(claim("two", tick("c2", 1, 2, TickAdmission.WAIT))).isEqualTo(new Busy());
		assertThat(ledger().mark()).isEqualTo(at(1));

		end(running);
		assertThat(claim("two", tick("c2", 1, 2, TickAdmission.WAIT))).isInstanceOf(Won.class);
	}

	@Test
	void t9TicksThatAreGivenUpAreCountedAsWhatTheNodeSays() {
		advance(SECOND.multipliedBy(9));

		ClaimResult result = claim("one",
				new TickClaim("report", "c1", "a", START, at(10), SECOND,
						Map.of(TickCount.MISSED_POLICY, 7L, TickCount.MISSED_LIMIT, 2L), TickCount.MISSED_POLICY,
						TickAdmission.SKIP));

		assertThat(result).isEqualTo(new Skipped(at(10), TickCount.MISSED_POLICY));
		assertThat(count(TickCount.MISSED_POLICY)).isEqualTo(8);
		assertThat(count(TickCount.MISSED_LIMIT)).isEqualTo(2);
		assertThat(ledger().running()).isZero();
		assertThat(ledger().accounted()).isEqualTo(10);
	}

	@Test
	void t4MarkOfAFixedDelayIsTheLastCompletion() {
		long running = won("c1", 0, 1, TickAdmission.AFTER_DELAY);
		advance(SECOND.multipliedBy(4));
		assertThat(claim("two", tick("c2", 1, 2, TickAdmission.AFTER_DELAY))).isEqualTo(new Busy());

		end(running);

		assertThat(claim("two", tick("c2", 1, 2, TickAdmission.AFTER_DELAY))).isEqualTo(new Moved(at(5)));
		advance(SECOND);
		assertThat(claim("two", tick("c3", 5, 6, TickAdmission.AFTER_DELAY))).isInstanceOf(Won.class);
	}

	@Test
	void t4RunThatDiedCountsAsCompletedWhenItsLeaseIsOut() {
		won("c1", 0, 1, TickAdmission.AFTER_DELAY);
		advance(LEASE.plus(SECOND));
		assertThat(claim("two", tick("c2", 1, 12, TickAdmission.AFTER_DELAY))).isEqualTo(new Busy());

		store().sweep("two", LEASE);

		assertThat(claim("two", tick("c2", 1, 12, TickAdmission.AFTER_DELAY))).isEqualTo(new Moved(at(11)));
	}

	@Test
	void t4CompletionByAClockThatWasSetBackMovesNoMarkBack() {
		long running = won("c1", 0, 1, TickAdmission.AFTER_DELAY);
		advance(SECOND.negated());

		end(running);

		assertThat(ledger().mark()).isEqualTo(at(1));
	}

	@Test
	void t4TriggeredRunOfAFixedDelayCountsAsACompletion() {
		long triggered = ((Won) trigger("one", "t1", TickAdmission.AFTER_DELAY)).token();
		advance(SECOND.multipliedBy(4));

		end(triggered);

		assertThat(ledger().mark()).isEqualTo(at(5));
		assertThat(ledger().accounted()).isZero();
	}

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

	private FinishResult end(long token) {
		return finish(token, TickCount.RUN, Result.SUCCEEDED, 0);
	}

	private FinishResult finish(long token, TickCount count, Result result, int pauseAfterFailures) {
		TaskRun record = new TaskRun("report", START, Trigger.SCHEDULE, START, START, "one", token, result,
				(result == Result.FAILED) ? "java.io.IOException: a | b" : null);
		return store().finish(List.of(new FinishedRun(new RunKey("report", token), count, record, pauseAfterFailures)));
	}

	private List<WaitingRun> take(String node, String call) {
		return store().takeWaiting(node, LEASE, call, List.of("report"));
	}

	private ClaimResult request(String call, String request) {
		return store().trigger("one", LEASE, new TriggerClaim("report", call, TickAdmission.SKIP, request));
	}

	private long won(String call, int expected, int nominal, TickAdmission admission) {
		return ((Won) claim("one", tick(call, expected, nominal, admission))).token();
	}

	private static TickClaim tick(String call, int expected, int nominal, TickAdmission admission) {
		return new TickClaim("report", call, "a", at(expected), at(nominal), SECOND,
				Map.of(TickCount.MISSED_COALESCED, nominal - expected - 1L), null, admission);
	}

	private static Instant at(int second) {
		return START.plus(Duration.ofSeconds(second));
	}

}
