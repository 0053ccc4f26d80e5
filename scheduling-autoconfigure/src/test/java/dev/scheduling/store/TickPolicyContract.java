package dev.scheduling.store;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.store.ClaimResult.Buffered;
import dev.scheduling.store.ClaimResult.Busy;
import dev.scheduling.store.ClaimResult.Moved;
import dev.scheduling.store.ClaimResult.Skipped;
import dev.scheduling.store.ClaimResult.Won;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link PeriodicStore} makes of the policies of tasks.
 */
public abstract class TickPolicyContract extends ClaimAheadContract {

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

}
