package dev.scheduling.queue;

import java.time.Duration;

/**
 * How long a caller still waits, with pauses that double up to a longest one.
 */
final class Deadline {

	private final WaitTimer timer;

	private final long end;

	private final Duration longestPause;

	private Duration nextPause;

	Deadline(WaitTimer timer, Duration time, Duration firstPause, Duration longestPause) {
		this.timer = timer;
		this.end = timer.nanoTime() + time.toNanos();
		this.nextPause = firstPause;
		this.longestPause = longestPause;
	}

	/**
	 * Pauses, unless the time is over or the thread is interrupted, which it then stays.
	 * @return whether to try again
	 */
	boolean pause() {
		Duration left = Duration.ofNanos(this.end - this.timer.nanoTime());
		if (left.isNegative() || left.isZero()) {
			return false;
		}
		Duration pause = shorter(this.nextPause, left);
		this.nextPause = shorter(this.nextPause.multipliedBy(2), this.longestPause);
		try {
			this.timer.pause(pause);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static Duration shorter(Duration left, Duration right) {
		return (left.compareTo(right) < 0) ? left : right;
	}

}
