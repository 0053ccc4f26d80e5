package dev.scheduling.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

import dev.scheduling.cluster.RunEvent.Kind;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import dev.scheduling.testing.Disturbance;
import dev.scheduling.testing.Disturbances;
import dev.scheduling.testing.Times;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The checker of counts finds a tick that is missing, too many, or counted as what it was
 * not. A tick comes each second.
 */
class TickAccountTests {

	private static final TickLedger BEFORE = ledger(1, 0, Map.of(TickCount.RUN, 5L));

	private static final LongPredicate NONE_KEPT = (nominal) -> false;

	private final List<RunEvent> events = new ArrayList<>();

	private final List<Disturbance> disturbances = new ArrayList<>();

	@Test
	void acceptsThatEachTickIsCountedOnce() {
		ran(2);
		ran(4);
		TickAccount account = account(6,
				Map.of(TickCount.RUN, 7L, TickCount.SKIPPED_OVERLAP, 1L, TickCount.MISSED_COALESCED, 2L));

		assertThat(account.violations(runs())).isEmpty();
		assertThat(account)
			.hasToString("5 ticks = 2 runs, 1 skipped.overlap, 2 missed.coalesced, 0 running, 0 buffered");
	}

	@Test
	void countsARunThatIsAlive() {
		start(2);

		assertThat(account(2, 1, Map.of(TickCount.RUN, 5L)).violations(runs())).isEmpty();
	}

	@Test
	void findsATickThatIsCountedAsNothing() {
		ran(2);

		assertThat(account(3, Map.of(TickCount.RUN, 6L)).violations(runs()))
			.containsExactly("2 ticks, 1 accounted for");
	}

	@Test
	void findsACounterThatIsOneTooHigh() {
		ran(2);

		assertThat(account(2, Map.of(TickCount.RUN, 6L, TickCount.SKIPPED_OVERLAP, 1L)).violations(runs()))
			.containsExactly("1 ticks, 2 accounted for");
	}

	@Test
	void findsAMarkThatFell() {
		assertThat(account(0, Map.of(TickCount.RUN, 4L)).lawViolations())
			.containsExactly("the mark fell from 1000 to 0");
	}

	@Test
	void findsARunThatIsCountedAsSkipped() {
		ran(2);

		assertThat(account(2, Map.of(TickCount.RUN, 5L, TickCount.SKIPPED_OVERLAP, 1L)).violations(runs()))
			.containsExactly("1 runs started, 0 counted, 0 lost, 0 running", "1 undisturbed runs, 0 counted");
	}

	@Test
	void findsARunThatIsCountedAsLostAlthoughNothingHappened() {
		ran(2);

		assertThat(account(2, Map.of(TickCount.RUN, 5L, TickCount.LOST_CRASH, 1L)).violations(runs()))
			.containsExactly("1 undisturbed runs, 0 counted", "1 ticks counted as lost, 0 disturbances");
	}

	@Test
	void findsASkippedTickThatIsCountedAsRun() {
		assertThat(account(2, Map.of(TickCount.RUN, 6L)).violations(runs())).containsExactly("1 runs counted, 0 ended");
	}

	@Test
	void findsARunOfATickThatIsNotClaimedYet() {
		ran(3);

		assertThat(account(2, Map.of(TickCount.RUN, 5L, TickCount.SKIPPED_OVERLAP, 1L)).violations(runs()))
			.containsExactly("tick 3000 ran, the mark is 2000");
	}

	@Test
	void excusesALossByADisturbanceAndNoMore() {
		ran(2);
		this.disturbances.add(new Disturbance(Disturbance.Kind.OUTAGE, 0, nanos(2), nanos(3)));

		assertThat(account(2, Map.of(TickCount.RUN, 5L, TickCount.LOST_CRASH, 1L)).violations(runs())).isEmpty();
		assertThat(account(3, Map.of(TickCount.RUN, 5L, TickCount.LOST_CRASH, 2L)).violations(runs()))
			.containsExactly("2 ticks counted as lost, 1 disturbances");
	}

	@Test
	void findsAnAdmittedTickOfADurableTaskThatNeverStarted() {
		ran(2);
		TickAccount account = account(3, Map.of(TickCount.RUN, 7L));

		assertThat(account.durableViolations(runs(), (nominal) -> nominal == 3000)).isEmpty();
		assertThat(account.durableViolations(runs(), NONE_KEPT))
			.containsExactly("2 ticks admitted, 1 started, 0 not yet");
	}

	@Test
	void findsARunOfADurableTaskThatWasNotAdmitted() {
		ran(2);
		ran(3);

		assertThat(account(3, Map.of(TickCount.RUN, 6L, TickCount.SKIPPED_OVERLAP, 1L)).durableViolations(runs(),
				NONE_KEPT))
			.containsExactly("1 ticks admitted, 2 started, 0 not yet");
	}

	@Test
	void findsADurableTickThatIsCountedAsLost() {
		assertThat(account(2, Map.of(TickCount.RUN, 5L, TickCount.LOST_CRASH, 1L)).durableViolations(runs(), NONE_KEPT))
			.containsExactly("1 durable ticks counted as lost");
	}

	private void ran(long second) {
		start(second);
		this.events.add(event(second, Kind.END));
	}

	private void start(long second) {
		this.events.add(event(second, Kind.START));
	}

	private static RunEvent event(long second, Kind kind) {
		return new RunEvent("task", second * 1000, second, kind, nanos(second), 1);
	}

	private DisturbedRuns runs() {
		return new DisturbedRuns(Run.of("task", this.events), 1000,
				new Disturbances(Duration.ofSeconds(3), this.disturbances), new Times(0, 0));
	}

	private static TickAccount account(long second, Map<TickCount, Long> counts) {
		return account(second, 0, counts);
	}

	private static TickAccount account(long second, int running, Map<TickCount, Long> counts) {
		return new TickAccount(1000, BEFORE, ledger(second, running, counts));
	}

	private static TickLedger ledger(long second, int running, Map<TickCount, Long> counts) {
		return new TickLedger(Instant.ofEpochSecond(second), running, 0, new EnumMap<>(counts));
	}

	private static long nanos(long seconds) {
		return Duration.ofSeconds(seconds).toNanos();
	}

}
