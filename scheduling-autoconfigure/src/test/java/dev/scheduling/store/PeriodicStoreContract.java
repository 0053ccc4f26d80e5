package dev.scheduling.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
 * What every {@link PeriodicStore} keeps. The store under test begins at {@link #START}
 * and its time moves only by {@link #advance}.
 */
public abstract class PeriodicStoreContract {

	protected static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	private static final Duration LEASE = Duration.ofSeconds(10);

	private static final Duration SECOND = Duration.ofSeconds(1);

	protected abstract PeriodicStore store();

	protected abstract void advance(Duration by);

	@Test
	void registeredTaskStartsAfreshAtTheStoresTime() {
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

		long triggered = ((Won) store().trigger("one", LEASE, "report", "t1")).token();
		finish(triggered, TickCount.RUN);
		long claimed = wonToken("c1", 0, 1);
		finish(claimed, TickCount.RUN);
		long again = ((Won) store().trigger("one", LEASE, "report", "t2")).token();

		assertThat(List.of(triggered, claimed, again)).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void replayedClaimGivesTheSameAnswerAndOneEffect() {
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
	void unknownTaskIsSeededAndNothingIsWon() {
		advance(SECOND);

		ClaimResult seeded = claim("one", tick("c1", 0, 1));

		assertThat(seeded).isEqualTo(new Seeded(START.plusSeconds(1)));
		assertThat(claim("one", tick("c1", 0, 1))).isEqualTo(seeded);
		assertThat(ledger().accounted()).isZero();
	}

	@Test
	void claimUnderAnotherScheduleIsRefused() {
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

		assertThat(store().sweep("two", LEASE)).isEqualTo(1);
		advance(LEASE);
		assertThat(store().sweep("two", LEASE)).isZero();
		assertThat(store().sweep("two", LEASE)).isZero();

		assertThat(count(TickCount.LOST_CRASH)).isEqualTo(1);
	}

	@Test
	void t7RenewedRunKeepsItsClaim() {
		register("report", "a");
		advance(SECOND);
		RunKey run = new RunKey("report", wonToken("c1", 0, 1));

		for (int i = 0; i < 10; i++) {
			advance(Duration.ofSeconds(9));
			assertThat(store().renew("one", LEASE, List.of(run))).isEmpty();
			assertThat(store().sweep("two", LEASE)).isEqualTo(1);
		}
	}

	@Test
	void t7OldOwnerNeitherRenewsNorFreesTheNewOwnersRun() {
		register("report", "a");
		advance(SECOND);
		long old = wonToken("c1", 0, 1);
		advance(LEASE);
		long current = wonToken("c2", 1, 11);

		assertThat(store().renew("one", LEASE, List.of(new RunKey("report", old))))
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

		long second = ((Won) store().trigger("one", LEASE, "report", "t1")).token();
		finish(second, TickCount.RUN);
		advance(SECOND.multipliedBy(2));
		long third = wonToken("c2", 1, 2);

		assertThat(first).isEqualTo(START.plusSeconds(1).toEpochMilli());
		assertThat(second).isEqualTo(first + 1);
		assertThat(third).isGreaterThan(second);
	}

	@Test
	void t16RejectedTickMovesTheMarkAndIsCounted() {
		register("report", "a");
		advance(SECOND);

		ClaimResult result = claim("one",
				new TickClaim("report", "c1", "a", START, START.plusSeconds(1), SECOND, 0, true));

		assertThat(result).isEqualTo(new Skipped(START.plusSeconds(1), TickCount.SKIPPED_REJECTED));
		assertThat(count(TickCount.SKIPPED_REJECTED)).isEqualTo(1);
	}

	@Test
	void triggeredRunObeysOverlapAndIsNoTick() {
		register("report", "a");
		advance(SECOND);

		ClaimResult triggered = store().trigger("one", LEASE, "report", "t1");
		ClaimResult replayed = store().trigger("one", LEASE, "report", "t1");
		ClaimResult second = store().trigger("two", LEASE, "report", "t2");

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
	void oneCallClaimsTheTicksOfManyTasks() {
		store().register(List.of(new TaskStamp("one", "a"), new TaskStamp("two", "a"), new TaskStamp("three", "a")));
		advance(SECOND);

		List<ClaimResult> results = store().claim("node", LEASE,
				List.of(tickOf("one", "c1", 0, 1), tickOf("two", "c1", 0, 2), tickOf("three", "c1", 0, 1)));

		assertThat(results.get(0)).isInstanceOf(Won.class);
		assertThat(results.get(1)).isInstanceOf(Early.class);
		assertThat(results.get(2)).isInstanceOf(Won.class);
	}

	private Instant register(String task, String stamp) {
		return store().register(List.of(new TaskStamp(task, stamp))).get(0);
	}

	private ClaimResult claim(String node, TickClaim tick) {
		return store().claim(node, LEASE, List.of(tick)).get(0);
	}

	private long wonToken(String call, int expected, int nominal) {
		return ((Won) claim("one", tick(call, expected, nominal))).token();
	}

	private TickClaim tick(String call, int expected, int nominal) {
		return tickOf("report", call, expected, nominal);
	}

	private TickClaim tickOf(String task, String call, int expected, int nominal) {
		return new TickClaim(task, call, "a", START.plusSeconds(expected), START.plusSeconds(nominal), SECOND,
				nominal - expected - 1, false);
	}

	private boolean finish(long token, TickCount count) {
		Instant nominal = ledger().mark();
		assertThat(nominal).isNotNull();
		TaskRun record = new TaskRun("report", nominal, TaskRun.Trigger.SCHEDULE, nominal, nominal, "one", token,
				TaskRun.Result.FAILED, "java.io.IOException: a | b");
		return store().finish(List.of(new FinishedRun(new RunKey("report", token), count, record))).isEmpty();
	}

	private TickLedger ledger() {
		return store().ledger("report");
	}

	private long count(TickCount reason) {
		return ledger().counts().getOrDefault(reason, 0L);
	}

}
