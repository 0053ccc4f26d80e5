package dev.scheduling.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.cluster.RunEvent.Kind;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The checker finds what it is there to find.
 */
class RunHistoryTests {

	private final List<RunEvent> events = new ArrayList<>();

	@Test
	void acceptsRunsOneAfterTheOther() {
		run(1000, 1, 10, 20);
		run(2000, 2, 30, 40);

		assertThat(history().violations()).isEmpty();
		assertThat(history().ticksWithoutRun()).isEmpty();
	}

	@Test
	void findsATickThatRanTwice() {
		run(1000, 1, 10, 20);
		run(1000, 2, 30, 40);

		assertThat(history().violations()).containsExactly("tick 1000 ran twice");
	}

	@Test
	void findsATickBesideTheGrid() {
		run(1001, 1, 10, 20);

		assertThat(history().violations()).containsExactly("tick 1001 is not on the grid");
	}

	@Test
	void findsATickThatDidNotRun() {
		run(1000, 1, 10, 20);
		run(3000, 2, 30, 40);

		assertThat(history().ticksWithoutRun()).containsExactly(2000L);
	}

	@Test
	void findsAnOverlap() {
		run(1000, 1, 10, 35);
		run(2000, 2, 30, 40);

		assertThat(history().violations()).containsExactly("tick 2000 started while another ran");
	}

	@Test
	void knowsThatARunWithoutEndHasDied() {
		lost(1000);
		run(2000, 2, 30, 40);

		assertThat(history().violations()).isEmpty();
		assertThat(history().died()).isEqualTo(1);
	}

	@Test
	void findsAStartBeforeTheProcessOfALostRunWasDead() {
		lost(1000);
		run(2000, 2, 24, 40);

		assertThat(history().violations()).containsExactly("tick 2000 started while another ran");
	}

	@Test
	void acceptsThatADurableTickThatDiedStartsAgainOnce() {
		lost(2000);
		run(2000, 2, 30, 40);
		assertThat(history().durableViolations()).isEmpty();
		assertThat(history().violations()).containsExactly("tick 2000 ran twice");

		run(2000, 3, 50, 60);
		assertThat(history().durableViolations()).containsExactly("tick 2000 ran twice");
	}

	@Test
	void acceptsThatADurableTickWhoseEndDiedWithItsProcessStartsAgainOnce() {
		lost(2000);
		this.events.add(new RunEvent("task", 2000, 1, Kind.END, 20, 7));
		run(2000, 2, 30, 40);
		assertThat(history().durableViolations()).isEmpty();
		assertThat(history().violations()).containsExactly("tick 2000 ran twice");

		run(2000, 3, 50, 60);
		assertThat(history().durableViolations()).containsExactly("tick 2000 ran twice");
	}

	@Test
	void findsADurableTickThatDiedAndIsForgotten() {
		lost(2000);
		run(3000, 2, 30, 40);

		assertThat(history().durableViolations()).containsExactly("tick 2000 has died and did not start again");
	}

	@Test
	void countsATickThatStartedAgainOnce() {
		lost(2000);
		run(2000, 2, 30, 40);

		assertThat(history().violations(ledger(1000, 5), ledger(2000, 6))).isEmpty();
	}

	@Test
	void findsATokenThatFalls() {
		run(1000, 2, 10, 20);
		run(2000, 1, 30, 40);

		assertThat(history().violations()).containsExactly("token 1 after 2");
	}

	@Test
	void findsACounterThatIsOneOff() {
		run(2000, 1, 10, 20);
		run(3000, 2, 30, 40);

		assertThat(history().violations(ledger(1000, 5), ledger(3000, 7))).isEmpty();
		assertThat(history().violations(ledger(1000, 5), ledger(3000, 8))).containsExactly("2 ticks, 3 accounted for");
		assertThat(history().violations(ledger(1000, 5), ledger(3000, 6))).containsExactly("2 ticks, 1 accounted for",
				"2 runs started, 1 counted");
	}

	@Test
	void findsALossThatNoDeathExplains() {
		run(2000, 1, 10, 20);
		TickLedger after = new TickLedger(Instant.ofEpochMilli(3000), 0, 0,
				new EnumMap<>(Map.of(TickCount.RUN, 6L, TickCount.LOST_CRASH, 2L)));

		assertThat(history().violations(ledger(1000, 5), after))
			.contains("2 runs counted as lost, 1 processes were killed");
	}

	private void run(long nominal, long token, long start, long end) {
		this.events.add(new RunEvent("task", nominal, token, Kind.START, start, 1));
		this.events.add(new RunEvent("task", nominal, token, Kind.END, end, 1));
	}

	/** A run with the first token, of a process that is dead at 25. */
	private void lost(long nominal) {
		this.events.add(new RunEvent("task", nominal, 1, Kind.START, 10, 7));
	}

	private RunHistory history() {
		return RunHistory.of("task", 1000, this.events, Map.of(7L, 25L));
	}

	private static TickLedger ledger(long mark, long runs) {
		return new TickLedger(Instant.ofEpochMilli(mark), 0, 0, new EnumMap<>(Map.of(TickCount.RUN, runs)));
	}

}
