package dev.scheduling.autoconfigure;

import java.time.Duration;

import dev.scheduling.queue.WaitTimer;

/**
 * The time of this process.
 */
final class RealTime implements WaitTimer {

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public void pause(Duration time) throws InterruptedException {
		Thread.sleep(time.toMillis(), time.getNano() % 1_000_000);
	}

}
