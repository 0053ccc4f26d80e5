package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;

import dev.scheduling.execution.Loop;

/**
 * Notices that ticks are due. Its thread runs no user code and never waits for the store
 * (rule T14); it reads the clock at least each second, so that a clock that was set is
 * followed (rule T10).
 */
final class TickTimer {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

	private final Clock clock;

	private final TickPlanner planner;

	private final TickDispatcher dispatcher;

	private final Loop loop;

	TickTimer(Clock clock, TickPlanner planner, TickDispatcher dispatcher, ThreadFactory threads) {
		this.clock = clock;
		this.planner = planner;
		this.dispatcher = dispatcher;
		this.loop = new Loop("timer", (work) -> keepingAlive(threads.newThread(work)), this::pass);
	}

	/** An application without a web server lives as long as its tasks fire. */
	private static Thread keepingAlive(Thread thread) {
		thread.setDaemon(false);
		return thread;
	}

	void start() {
		this.loop.start();
	}

	void stop() {
		this.loop.stop();
	}

	/** Something is due sooner than before. */
	void wake() {
		this.loop.wake();
	}

	long pass() {
		Instant now = this.clock.instant();
		this.dispatcher.dispatch(now);
		Duration wait = this.planner.nextDue()
			.filter((next) -> next.isBefore(now.plus(LONGEST_WAIT)))
			.map((next) -> Duration.between(this.clock.instant(), next))
			.orElse(LONGEST_WAIT);
		return wait.toNanos();
	}

}
