package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.scheduling.store.PeriodicStore;
import dev.scheduling.testing.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs that are claimed ahead of their time start when it has come (rules T1, T10).
 */
class HeldStartsTests {

	private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	private final MutableClock clock = new MutableClock(START.toString());

	private final List<String> started = new ArrayList<>();

	private final HeldStarts<String> starts = new HeldStarts<>(this.clock, Executors.defaultThreadFactory(),
			this.started::addAll);

	@Test
	void t1RunsStartInTheOrderOfTheirTimesAndNoneBefore() {
		hold("second", 80);
		hold("first", 50);
		hold("now", 0);
		assertThat(this.started).containsExactly("now");

		assertThat(this.starts.pass()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
		advance(49);
		this.starts.pass();
		assertThat(this.started).containsExactly("now");

		advance(1);
		this.starts.pass();
		assertThat(this.started).containsExactly("now", "first");
		advance(100);
		this.starts.pass();
		assertThat(this.started).containsExactly("now", "first", "second");
	}

	@Test
	void t10ClockThatIsSetBackHoldsNothing() {
		hold("run", 50);

		advance(-50);
		this.starts.pass();
		assertThat(this.started).isEmpty();
		advance(-3_600_000);
		this.starts.pass();

		assertThat(this.started).containsExactly("run");
	}

	@Test
	void t19StopWaitsForWhatIsHeld() throws InterruptedException {
		CountDownLatch run = new CountDownLatch(1);
		HeldStarts<String> real = new HeldStarts<>(Clock.systemUTC(), Executors.defaultThreadFactory(),
				(due) -> run.countDown());
		real.start();
		real.hold(Instant.now().plus(PeriodicStore.CLAIM_AHEAD), "run");

		real.stop();

		assertThat(run.await(0, TimeUnit.SECONDS)).isTrue();
	}

	private void hold(String name, long millis) {
		this.starts.hold(START.plusMillis(millis), name);
	}

	private void advance(long millis) {
		this.clock.advance(Duration.ofMillis(millis));
	}

}
