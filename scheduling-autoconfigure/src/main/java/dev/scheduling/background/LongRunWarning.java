package dev.scheduling.background;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Warns of in-process work that runs longer than a threshold, while it is still running,
 * once per name, and shows its durable form. Internal to this library; background tasks
 * and in-process ticks share one instance. One daemon thread serves all watches. Safe for
 * use by any thread.
 */
public final class LongRunWarning implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LongRunWarning.class);

	/**
	 * A bound on the memory for names, should an application make them up at run time.
	 */
	private static final int REMEMBERED_NAMES = 1_000;

	private final Duration threshold;

	private final ScheduledExecutorService timer;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a warning with a timer thread of its own, started when first needed.
	 * @param threshold how long work may run unremarked; zero or less never warns
	 */
	public LongRunWarning(Duration threshold) {
		this(threshold, newTimer());
	}

	LongRunWarning(Duration threshold, ScheduledExecutorService timer) {
		this.threshold = threshold;
		this.timer = timer;
	}

	/**
	 * Watches one run. The caller closes the watch when the run has ended.
	 * @param kind what runs
	 * @param name its name
	 * @return the watch, to be closed by any thread
	 */
	public Watch watch(LongRun kind, String name) {
		if (this.threshold.compareTo(Duration.ZERO) <= 0 || this.warned.contains(key(kind, name))) {
			return Watch.NONE;
		}
		Future<?> warning = this.timer.schedule(() -> warn(kind, name), this.threshold.toNanos(), TimeUnit.NANOSECONDS);
		return () -> warning.cancel(false);
	}

	/**
	 * Ends the timer thread. Later watches never warn.
	 */
	@Override
	public void close() {
		this.timer.shutdownNow();
	}

	private void warn(LongRun kind, String name) {
		if (this.warned.size() < REMEMBERED_NAMES && this.warned.add(key(kind, name))) {
			logger.warn(kind.describe(name, this.threshold));
		}
	}

	private static String key(LongRun kind, String name) {
		return kind + ":" + name;
	}

	private static ScheduledExecutorService newTimer() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("scheduling-long-runs-");
		threads.setDaemon(true);
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads,
				new ThreadPoolExecutor.DiscardPolicy());
		timer.setRemoveOnCancelPolicy(true);
		return timer;
	}

	/**
	 * One run under watch.
	 */
	@FunctionalInterface
	public interface Watch extends AutoCloseable {

		/**
		 * A watch that never warns.
		 */
		Watch NONE = () -> {
		};

		/**
		 * Ends the watch, because the run has ended.
		 */
		@Override
		void close();

	}

}
