package dev.scheduling.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes no time: a pause moves its clock, and whatever else is to happen happens then.
 */
final class SteppingTimer implements WaitTimer {

	final List<Duration> pauses = new ArrayList<>();

	Runnable duringPause = () -> {
	};

	private long nanoTime = -1_000;

	@Override
	public long nanoTime() {
		return this.nanoTime;
	}

	@Override
	public void pause(Duration time) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		this.pauses.add(time);
		advance(time);
		this.duringPause.run();
	}

	void advance(Duration time) {
		this.nanoTime += time.toNanos();
	}

	Duration paused() {
		return this.pauses.stream().reduce(Duration.ZERO, Duration::plus);
	}

}
