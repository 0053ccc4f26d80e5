package dev.scheduling.background;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Warns of in-process work that runs longer than a threshold, while it is still running,
 * once per name, and shows its durable form. Internal to this library; background tasks
 * and in-process ticks share one instance. One daemon thread serves all watches, and
 * wakes at most once per threshold while nothing is slow. Safe for use by any thread.
 */
public final class LongRunWarning implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LongRunWarning.class);

	/**
	 * A bound on the memory for names, should an application make them up at run time.
	 */
	private static final int REMEMBERED_NAMES = 1_000;

	private final Duration threshold;

	private final LongSupplier nanoTime;

	private final ScheduledExecutorService timer;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

	/**
	 * Whether a check is to come: at the latest when the oldest run reaches the
	 * threshold.
	 */
	private final AtomicBoolean armed = new AtomicBoolean();

	/**
	 * Creates a warning with a timer thread of its own, started when first needed.
	 * @param threshold how long work may run unremarked; zero or less never warns
	 * @param nanoTime a clock in nanoseconds that never goes back
	 */
	public LongRunWarning(Duration threshold, LongSupplier nanoTime) {
		this(threshold, nanoTime, newTimer());
	}

	LongRunWarning(Duration threshold, LongSupplier nanoTime, ScheduledExecutorService timer) {
		this.threshold = threshold;
		this.nanoTime = nanoTime;
		this.timer = timer;
	}

	/**
	 * Watches one run. The caller closes the watch when the run has ended.
	 * @param kind what runs
	 * @param name its name
	 * @return the watch, to be closed by any thread
	 */
	public Watch watch(LongRun kind, String name) {
		if (this.threshold.compareTo(Duration.ZERO) <= 0
				|| (!this.warned.isEmpty() && this.warned.contains(key(kind, name)))) {
			return Watch.NONE;
		}
		Watched run = new Watched(kind, name, this.nanoTime.getAsLong() + this.threshold.toNanos());
		this.watched.add(run);
		arm();
		return run;
	}

	/** A timer for each run would cost more than many a run. */
	private void arm() {
		if (!this.armed.get() && this.armed.compareAndSet(false, true)) {
			checkIn(this.threshold.toNanos());
		}
	}

	private void checkIn(long nanos) {
		this.timer.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
	}

	private void check() {
		long next = Long.MAX_VALUE;
		for (Watched run : this.watched) {
			long left = run.warnAt - this.nanoTime.getAsLong();
			if (left > 0) {
				next = Math.min(next, left);
			}
			else if (this.watched.remove(run)) {
				warn(run.kind, run.name);
			}
		}
		if (next < Long.MAX_VALUE) {
			checkIn(next);
			return;
		}
		this.armed.set(false);
		if (!this.watched.isEmpty()) { // added since it was looked at
			arm();
		}
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
		return new ScheduledThreadPoolExecutor(1, threads, new ThreadPoolExecutor.DiscardPolicy());
	}

	private final class Watched implements Watch {

		private final LongRun kind;

		private final String name;

		private final long warnAt;

		Watched(LongRun kind, String name, long warnAt) {
			this.kind = kind;
			this.name = name;
			this.warnAt = warnAt;
		}

		@Override
		public void close() {
			LongRunWarning.this.watched.remove(this);
		}

		/** Cheaper than the one of the object, which each run would have to be given. */
		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

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
