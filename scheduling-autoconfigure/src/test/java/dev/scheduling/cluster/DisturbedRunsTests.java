package dev.scheduling.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.scheduling.cluster.RunEvent.Kind;
import dev.scheduling.testing.Disturbance;
import dev.scheduling.testing.Disturbances;
import dev.scheduling.testing.Times;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The checker of disturbed runs finds what it is there to find, and excuses what a
 * disturbance explains. Times are in seconds, the lease is 3 of them.
 */
class DisturbedRunsTests {

	private static final long DEAD = 7;

	private static final long PAUSED = 8;

	private final List<RunEvent> events = new ArrayList<>();

	private final List<Disturbance> disturbances = new ArrayList<>();

	@Test
	void acceptsRunsOneAfterTheOther() {
		run(10, 1, 10.1, 10.2);
		run(11, 2, 11.1, 13.2);
		run(14, 3, 14.1, 14.2);

		assertThat(runs().violations()).isEmpty();
		assertThat(durableViolations()).isEmpty();
	}

	@Test
	void findsATickThatRanTwice() {
		run(10, 1, 10.1, 10.2);
		run(10, 2, 10.3, 10.4);

		assertThat(runs().violations()).singleElement().asString().startsWith("ran twice: tick 10000");
		assertThat(durableViolations()).singleElement().asString().startsWith("ran twice: tick 10000");
	}

	@Test
	void excusesASecondRunOfADurableTickOnly() {
		start(10, 1, DEAD, 10.1);
		disturbed(Disturbance.Kind.DEATH, DEAD, 10.2, 10.3);
		run(10, 2, 13.5, 13.6);

		assertThat(durableViolations()).isEmpty();
		assertThat(runs().violations()).singleElement().asString().startsWith("ran twice");
	}

	@Test
	void findsASecondRunOfADurableTickLongBeforeItsProcessDied() {
		start(10, 1, DEAD, 10.1);
		end(10, 1, DEAD, 10.2, Kind.END);
		run(10, 2, 13.5, 13.6);
		disturbed(Disturbance.Kind.DEATH, DEAD, 14, 14.1);

		assertThat(durableViolations()).singleElement().asString().startsWith("ran twice");
	}

	@Test
	void findsADurableTickThatDiedAndIsForgotten() {
		start(10, 1, DEAD, 10.1);
		disturbed(Disturbance.Kind.DEATH, DEAD, 10.2, 10.3);
		run(14, 2, 14, 14.1);

		assertThat(durableViolations()).singleElement().asString().startsWith("was lost: tick 10000");
		assertThat(runs().durableViolations((nominal) -> nominal == 10_000)).isEmpty();
	}

	@Test
	void findsATickBesideTheGrid() {
		run(10.001, 1, 10.1, 10.2);

		assertThat(runs().violations()).singleElement().asString().startsWith("is not on the grid: tick 10001");
	}

	@Test
	void findsAStartBeforeItsTime() {
		run(11, 1, 10.1, 10.2);

		assertThat(runs().violations()).singleElement().asString().startsWith("started early: tick 11000");
	}

	@Test
	void findsATokenThatFalls() {
		run(10, 2, 10.1, 10.2);
		run(11, 1, 11.1, 11.2);

		assertThat(runs().violations()).singleElement().asString().startsWith("token fell: tick 10000");
	}

	@Test
	void findsAnOverlap() {
		run(10, 1, 10.1, 12.6);
		run(11, 2, 11.1, 11.2);

		assertThat(runs().violations()).singleElement().asString().startsWith("overlapped: tick 10000");
	}

	@Test
	void findsAnOverlapOfRunsThatAreNotNeighbours() {
		run(10, 1, 10.1, 12.6);
		run(11, 2, 9.5 + 3.5, 13.1);
		run(12, 3, 12.1, 12.2);

		assertThat(runs().violations()).singleElement().asString().contains("tick 10000", "tick 12000");
	}

	@Test
	void excusesAnOverlapWithARunWhoseProcessStoodStill() {
		start(10, 1, PAUSED, 10.1);
		end(10, 1, PAUSED, 16.1, Kind.END);
		disturbed(Disturbance.Kind.PAUSE, PAUSED, 10.2, 16);
		run(14, 2, 14.1, 17);

		assertThat(runs().violations()).isEmpty();
		assertThat(runs().overlaps()).isEqualTo(1);
	}

	@Test
	void excusesAStartThatAPauseHeldUp() {
		disturbed(Disturbance.Kind.PAUSE, PAUSED, 10.1, 16);
		start(10, 1, PAUSED, 16.001);
		end(10, 1, PAUSED, 16.1, Kind.END);
		run(14, 2, 14.1, 17);

		assertThat(runs().violations()).isEmpty();
	}

	@Test
	void findsAnOverlapFromBeforeThePausedProcessCouldHaveLostItsLease() {
		start(10, 1, PAUSED, 10.1);
		end(10, 1, PAUSED, 16.1, Kind.END);
		disturbed(Disturbance.Kind.PAUSE, PAUSED, 10.8, 16);
		run(11, 2, 11.1, 11.2);

		assertThat(runs().violations()).singleElement().asString().startsWith("overlapped");
	}

	@Test
	void findsAnOverlapThatAnotherProcessesPauseDoesNotExcuse() {
		run(10, 1, 10.1, 12.6);
		run(11, 2, 11.1, 11.2);
		disturbed(Disturbance.Kind.PAUSE, PAUSED, 9, 12);

		assertThat(runs().violations()).singleElement().asString().startsWith("overlapped");
	}

	@Test
	void findsAnOverlapThatAnOutageDoesNotExcuse() {
		run(10, 1, 10.1, 12.6);
		run(11, 2, 11.1, 11.2);
		disturbed(Disturbance.Kind.OUTAGE, 0, 9, 11);

		assertThat(runs().violations()).singleElement().asString().startsWith("overlapped");
	}

	@Test
	void findsARunThatDidNotEndInAProcessThatLived() {
		start(10, 1, 1, 10.1);

		assertThat(runs().violations()).singleElement().asString().startsWith("did not end in a process that lived");
	}

	@Test
	void knowsTheLongestGap() {
		run(10, 1, 10, 10.2);
		run(11, 2, 11, 11.2);
		run(14, 3, 14, 14.2);

		assertThat(runs().longestGap()).isEqualTo(Duration.ofSeconds(3).toNanos());
	}

	private void run(double nominal, long token, double start, double end) {
		start(nominal, token, 1, start);
		end(nominal, token, 1, end, Kind.END);
	}

	private void start(double nominal, long token, long pid, double time) {
		this.events.add(new RunEvent("task", Math.round(nominal * 1000), token, Kind.START, nanos(time), pid));
	}

	private void end(double nominal, long token, long pid, double time, Kind kind) {
		this.events.add(new RunEvent("task", Math.round(nominal * 1000), token, kind, nanos(time), pid));
	}

	private void disturbed(Disturbance.Kind kind, long pid, double begin, double end) {
		this.disturbances.add(new Disturbance(kind, pid, nanos(begin), nanos(end)));
	}

	private List<String> durableViolations() {
		return runs().durableViolations((nominal) -> false);
	}

	private DisturbedRuns runs() {
		return new DisturbedRuns(Run.of("task", this.events), 1000,
				new Disturbances(Duration.ofSeconds(3), this.disturbances), new Times(0, 0));
	}

	private static long nanos(double seconds) {
		return Math.round(seconds * 1e9);
	}

}
