package dev.scheduling.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops attempts that take longer than they may. Place and lease stay taken until the
 * code has returned. Safe for use by several threads, {@link #pass} by one.
 */
final class RunTimeouts {

	private static final Logger logger = LoggerFactory.getLogger(RunTimeouts.class);

	private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(1);

	private final LongSupplier nanoTime;

	private final Map<JobRun, Long> deadlines = new ConcurrentHashMap<>();

	private volatile Runnable onAdded = () -> {
	};

	RunTimeouts(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Says what to call when a pass is needed sooner than the last one said.
	 * @param onAdded wakes the loop that makes the passes
	 */
	void onAdded(Runnable onAdded) {
		this.onAdded = onAdded;
	}

	void add(JobRun run, Duration timeout) {
		this.deadlines.put(run, this.nanoTime.getAsLong() + timeout.toNanos());
		this.onAdded.run();
	}

	void remove(JobRun run) {
		this.deadlines.remove(run);
	}

	/**
	 * Stops what has run for too long.
	 * @return how many nanoseconds to wait until the next pass
	 */
	long pass() {
		long wait = LONGEST_WAIT;
		for (Map.Entry<JobRun, Long> entry : this.deadlines.entrySet()) {
			long left = entry.getValue() - this.nanoTime.getAsLong();
			if (left > 0) {
				wait = Math.min(wait, left);
			}
			else {
				this.deadlines.remove(entry.getKey());
				stop(entry.getKey());
			}
		}
		return wait;
	}

	private static void stop(JobRun run) {
		if (run.stop(StopReason.TIMED_OUT)) {
			logger.warn("Job '{}' has taken longer than its timeout and is interrupted", run.lease().id());
		}
	}

}
