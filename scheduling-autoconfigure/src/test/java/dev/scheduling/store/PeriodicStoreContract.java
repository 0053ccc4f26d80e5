package dev.scheduling.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.ClaimResult.Changed;
import dev.scheduling.store.ClaimResult.Early;
import dev.scheduling.store.ClaimResult.Moved;
import dev.scheduling.store.ClaimResult.PulledBack;
import dev.scheduling.store.ClaimResult.Seeded;
import dev.scheduling.store.ClaimResult.Skipped;
import dev.scheduling.store.ClaimResult.Won;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link PeriodicStore} keeps.
 */
public abstract class PeriodicStoreContract extends PeriodicStoreFixture {

	@Test
	void t18ChangedScheduleStartsAfreshAtTheStoresTime() {
		assertThat(register("report", "a")).isEqualTo(START);

		advance(SECOND);

		assertThat(register("report", "a")).isEqualTo(START);
		assertThat(register("report", "b")).isEqualTo(START.plusSeconds(1));
	}

	@Test
	void t5OneNodeWinsATickAndTheOtherLearnsTheMark() {
		register("report", "a");
		advance(SECOND);

		ClaimResult first = claim("one", tick("c1", 0, 1));
		ClaimResult second = claim("two", tick("c2", 0, 1));

		assertThat(first).isInstanceOfSatisfying(Won.class, (won) -> {
			assertThat(won.mark()).isEqualTo(START.plusSeconds(1));
			assertThat(won.leaseUntil()).isEqualTo(START.plusSeconds(11));
		});
		assertThat(second).isEqualTo(new Moved(START.plusSeconds(1)));
	}

	@Test
	void t8TokensRiseWithinOneMillisecondAndAcrossTriggers() {
		register("report", "a");
		advance(SECOND);

		long triggered = ((Won) trigger("one", "t1", TickAdmission.SKIP)).token();
		finish(triggered, TickCount.RUN);
		long claimed = wonToken("c1", 0, 1);
		finish(claimed, TickCount.RUN);
		long again = ((Won) trigger("one", "t2", TickAdmission.SKIP)).token();

		assertThat(List.of(triggered, claimed, again)).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void t5ReplayedClaimGivesTheSameAnswerAndOneEffect() {
		register("report", "a");
		advance(SECOND);

		ClaimResult first = claim("one", tick("c1", 0, 1));
		ClaimResult replayed = claim("one", tick("c1", 0, 1));

		assertThat(replayed).isEqualTo(first);
		assertThat(ledger().running()).isEqualTo(1);
		assertThat(ledger().accounted()).isEqualTo(1);
	}

	@Test
	void replayedSkipIsCountedOnce() {
		register("report", "a");
		advance(SECOND);
		claim("one", tick("c1", 0, 1));
		advance(SECOND.multipliedBy(3));

		ClaimResult first = claim("two", tick("c2", 1, 4));
		ClaimResult replayed = claim("two", tick("c2", 1, 4));

		assertThat(first).isEqualTo(new Skipped(START.plusSeconds(4), TickCount.SKIPPED_OVERLAP)).isEqualTo(replayed);
		assertThat(count(TickCount.SKIPPED_OVERLAP)).isEqualTo(1);
		assertThat(count(TickCount.MISSED_COALESCED)).isEqualTo(2);
	}

	@Test
	void t10ClaimForTheFutureIsRefusedAndChangesNothing() {
		register("report", "a");

		assertThat(claim("one", tick("c1", 0, 1))).isEqualTo(new Early());

		assertThat(ledger().mark()).isEqualTo(START);
		assertThat(ledger().accounted()).isZero();
	}

	@Test
	void t10MarkFarInTheFutureIsPulledBack() {
		register("report", "a");
		advance(Duration.ofHours(1));
		claim("one", tick("c1", 0, 3600));
		finish(wonToken("c1", 0, 3600), TickCount.RUN);
		advance(Duration.ofMinutes(-58));

		ClaimResult result = claim("one", tick("c2", 3600, 3601));
		ClaimResult replayed = claim("one", tick("c2", 3600, 3601));

		assertThat(result).isEqualTo(new PulledBack(START.plusSeconds(120))).isEqualTo(replayed);
		advance(SECOND);
		assertThat(claim("one", tick("c3", 120, 121))).isInstanceOf(Won.class);
	}

	@Test
	void t10MarkAheadWithinAMinuteIsLeft() {
		register("report", "a");
		advance(Duration.ofSeconds(50));
		claim("one", tick("c1", 0, 50));
		advance(Duration.ofSeconds(-50));

		assertThat(claim("one", tick("c2", 0, 1))).isEqualTo(new Moved(START.plusSeconds(50)));
	}

	@Test
	void t10MarkAheadWithinAPeriodIsLeft() {
		Duration hour = Duration.ofHours(1);
		register("report", "a");
		advance(hour);
		claim("one",
				new TickClaim("report", "c1", "a", START, START.plus(hour), hour, Map.of(), null, TickAdmission.SKIP));
		advance(Duration.ofMinutes(-30));

		assertThat(claim("one", new TickClaim("report", "c2", "a", START.plus(hour), START.plus(hour.multipliedBy(2)),
				hour, Map.of(), null, TickAdmission.SKIP)))
			.isEqualTo(new Early());
	}

	@Test
	void t9TaskThatTheStoreHasForgottenStartsAfreshAndNothingIsWon() {
		advance(Duration.ofMillis(1500));

		ClaimResult seeded = claim("one", tick("c1", 0, 1));

		assertThat(seeded).isEqualTo(new Seeded(START.plusMillis(1500)));
		assertThat(claim("one", tick("c1", 0, 1))).isEqualTo(seeded);
		assertThat(ledger().accounted()).isZero();
	}

	@Test
	void t18ClaimUnderAnotherScheduleIsRefused() {
		register("report", "a");
		advance(SECOND);
		register("report", "b");
		advance(SECOND);

		assertThat(claim("one", tick("c1", 1, 2))).isEqualTo(new Changed("b"));
		assertThat(ledger().accounted()).isZero();
	}

	@Test
	void t6TickIsSkippedWhileARunIsAlive() {
		register("report", "a");
		advance(SECOND);
		long token = wonToken("c1", 0, 1);
		advance(SECOND);

		assertThat(claim("two", tick("c2", 1, 2)))
			.isEqualTo(new Skipped(START.plusSeconds(2), TickCount.SKIPPED_OVERLAP));

		finish(token, TickCount.RUN);
		advance(SECOND);
		assertThat(claim("two", tick("c3", 2, 3))).isInstanceOf(Won.class);
	}

	@Test
	void t7RunOfADeadNodeIsCountedLostWhenItsLeaseIsOut() {
		register("report", "a");
		advance(SECOND);
		claim("one", tick("c1", 0, 1));
		advance(LEASE);

		ClaimResult next = claim("two", tick("c2", 1, 11));

		assertThat(next).isInstanceOf(Won.class);
		assertThat(count(TickCount.LOST_CRASH)).isEqualTo(1);
		assertThat(ledger().running()).isEqualTo(1);
	}

	@Test
	void t7SweepCountsALostRunOnce() {
		register("report", "a");
		advance(SECOND);
		claim("one", tick("c1", 0, 1));

		assertThat(store().sweep("two", LEASE).running()).isEqualTo(1);
		advance(LEASE);
		assertThat(store().sweep("two", LEASE).running()).isZero();
		assertThat(store().sweep("two", LEASE).running()).isZero();

		assertThat(count(TickCount.LOST_CRASH)).isEqualTo(1);
	}

	@Test
	void t7RenewedRunKeepsItsClaim() {
		register("report", "a");
		advance(SECOND);
		RunKey run = new RunKey("report", wonToken("c1", 0, 1));

		for (int i = 0; i < 10; i++) {
			advance(Duration.ofSeconds(9));
			assertThat(store().renew("one", LEASE, List.of(run)).lost()).isEmpty();
			assertThat(store().sweep("two", LEASE).running()).isEqualTo(1);
		}
	}

	@Test
	void t7OldOwnerNeitherRenewsNorFreesTheNewOwnersRun() {
		register("report", "a");
		advance(SECOND);
		long old = wonToken("c1", 0, 1);
		advance(LEASE);
		long current = wonToken("c2", 1, 11);

		assertThat(store().renew("one", LEASE, List.of(new RunKey("report", old))).lost())
			.containsExactly(new RunKey("report", old));
		assertThat(finish(old, TickCount.RUN)).isFalse();

		assertThat(ledger().running()).isEqualTo(1);
		assertThat(finish(current, TickCount.RUN)).isTrue();
	}

	@Test
	void replayedFinishGivesTheSameAnswerAndOneEffect() {
		register("report", "a");
		advance(SECOND);
		long token = wonToken("c1", 0, 1);

		assertThat(finish(token, TickCount.RUN)).isTrue();
		assertThat(finish(token, TickCount.RUN)).isTrue();

		assertThat(count(TickCount.RUN)).isEqualTo(1);
		assertThat(store().runs("report", 10)).hasSize(1);
	}

	@Test
	void t8TokensRiseInTickOrder() {
		register("report", "a");
		advance(SECOND);
		long first = wonToken("c1", 0, 1);
		finish(first, TickCount.RUN);
		advance(Duration.ofMillis(-500));

		long second = ((Won) trigger("one", "t1", TickAdmission.SKIP)).token();
		finish(second, TickCount.RUN);
		advance(SECOND.multipliedBy(2));
		long third = wonToken("c2", 1, 2);

		assertThat(first).isEqualTo(START.plusSeconds(1).toEpochMilli());
		assertThat(second).isEqualTo(first + 1);
		assertThat(third).isGreaterThan(second);
	}

	@Test
	void t8TokensRiseOverAChangeOfTheScheduleByAClockThatWasSetBack() {
		register("report", "a");
		advance(SECOND);
		long first = wonToken("c1", 0, 1);
		finish(first, TickCount.RUN);
		advance(Duration.ofMillis(-500));
		Instant mark = register("report", "b");

		ClaimResult second = claim("one", new TickClaim("report", "c2", "b", mark, mark.plusMillis(50), SECOND,
				Map.of(), null, TickAdmission.SKIP));

		assertThat(((Won) second).token()).isGreaterThan(first);
	}

	@Test
	void t16RejectedTickMovesTheMarkAndIsCounted() {
		register("report", "a");
		advance(SECOND);

		ClaimResult result = claim("one", new TickClaim("report", "c1", "a", START, START.plusSeconds(1), SECOND,
				Map.of(), TickCount.SKIPPED_REJECTED, TickAdmission.SKIP));

		assertThat(result).isEqualTo(new Skipped(START.plusSeconds(1), TickCount.SKIPPED_REJECTED));
		assertThat(count(TickCount.SKIPPED_REJECTED)).isEqualTo(1);
	}

	@Test
	void t18TriggeredRunObeysOverlapAndIsNoTick() {
		register("report", "a");
		advance(SECOND);

		ClaimResult triggered = trigger("one", "t1", TickAdmission.SKIP);
		ClaimResult replayed = trigger("one", "t1", TickAdmission.SKIP);
		ClaimResult second = trigger("two", "t2", TickAdmission.SKIP);

		assertThat(triggered).isInstanceOf(Won.class).isEqualTo(replayed);
		assertThat(second).isEqualTo(new Skipped(START.plusSeconds(1), TickCount.SKIPPED_OVERLAP));
		assertThat(claim("two", tick("c1", 0, 1))).isInstanceOf(Skipped.class);
		finish(((Won) triggered).token(), TickCount.RUN);
		assertThat(count(TickCount.RUN)).isZero();
		assertThat(ledger().mark()).isEqualTo(START.plusSeconds(1));
	}

	@Test
	void historyKeepsTheLatestRunFirst() {
		register("report", "a");
		for (int second = 1; second <= 3; second++) {
			advance(SECOND);
			finish(wonToken("c" + second, second - 1, second), TickCount.RUN);
		}

		List<TaskRun> runs = store().runs("report", 2);

		assertThat(runs).extracting(TaskRun::scheduledFor).containsExactly(START.plusSeconds(3), START.plusSeconds(2));
		assertThat(runs.get(0).error()).isEqualTo("java.io.IOException: a | b");
	}

	@Test
	void recordedRunIsKeptOnce() {
		TaskRun first = new TaskRun("report", START, TaskRun.Trigger.SCHEDULE, START, START.plusSeconds(1), "one", 7,
				TaskRun.Result.SUCCEEDED, null);
		TaskRun second = new TaskRun("report", START, TaskRun.Trigger.MANUAL, START, START.plusSeconds(2), "two", 8,
				TaskRun.Result.FAILED, "a | b");

		store().record(first);
		store().record(second);
		store().record(first);

		assertThat(store().runs("report", 10)).containsExactly(second, first);
	}

	@Test
	void t17FailuresInARowAreCountedOncePerRun() {
		assertThat(store().countFailure("report", 7, true)).isEqualTo(1);
		assertThat(store().countFailure("report", 8, true)).isEqualTo(2);
		assertThat(store().countFailure("report", 8, true)).isEqualTo(2);
		assertThat(store().countFailure("other", 8, true)).isEqualTo(1);

		assertThat(store().countFailure("report", 9, false)).isZero();
		assertThat(store().countFailure("report", 10, true)).isEqualTo(1);
	}

	@Test
	void oneCallClaimsTheTicksOfManyTasks() {
		store().register(List.of(new TaskStamp("one", "a"), new TaskStamp("two", "a"), new TaskStamp("three", "a")));
		advance(SECOND);

		List<ClaimResult> results = store().claim("node", LEASE,
				List.of(tickOf("one", "c1", 0, 1), tickOf("two", "c1", 0, 2), tickOf("three", "c1", 0, 1)));

		assertThat(results.get(0)).isInstanceOf(Won.class);
		assertThat(results.get(1)).isInstanceOf(Early.class);
		assertThat(results.get(2)).isInstanceOf(Won.class);
	}

}
