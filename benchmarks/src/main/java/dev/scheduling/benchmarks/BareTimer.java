package dev.scheduling.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that waits for each whole second: what the machine itself can do.
 */
final class BareTimer implements Subject {

	@Override
	public Backing backing() {
		return Backing.NONE;
	}

	@Override
	public String settings(int tasks) {
		return "one thread, parkNanos until the whole second, no scheduler";
	}

	@Override
	public AutoCloseable start(Load load) {
		Thread thread = new Thread(() -> fire(load, Clock.systemUTC()), "bare-timer");
		thread.start();
		return thread::interrupt;
	}

	private static void fire(Load load, Clock clock) {
		Instant next = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
		while (!Thread.currentThread().isInterrupted()) {
			long wait = Duration.between(clock.instant(), next).toNanos();
			if (wait > 0) {
				LockSupport.parkNanos(wait);
				continue;
			}
			for (int task = 0; task < load.tasks(); task++) {
				load.starts().add(task, next);
			}
			next = next.plusSeconds(1);
		}
	}

}
