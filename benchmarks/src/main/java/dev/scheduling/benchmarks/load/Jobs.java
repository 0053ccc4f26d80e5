package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a job does: it is recorded, and then takes its time. Safe for use by several
 * threads.
 */
final class Jobs {

	private volatile Expected expected = new Expected(0, Duration.ZERO);

	/**
	 * Forgets what has run so far.
	 * @param count how many jobs will be awaited
	 * @param work how long each takes
	 */
	void expect(int count, Duration work) {
		this.expected = new Expected(count, work);
	}

	/**
	 * Runs a job.
	 * @param at when it was enqueued, in microseconds since the epoch
	 * @throws InterruptedException if it is to stop
	 */
	void run(long at) throws InterruptedException {
		Expected current = this.expected;
		current.started(Payload.micros() - at);
		if (!current.work.isZero()) {
			Thread.sleep(current.work.toMillis());
		}
		current.ended();
	}

	/**
	 * Only starts a job, which will end in another attempt.
	 * @param at when it was enqueued, in microseconds since the epoch
	 */
	void start(long at) {
		this.expected.started(Payload.micros() - at);
	}

	/** Ends a job that was started in another attempt. */
	void end() {
		this.expected.ended();
	}

	/**
	 * Tells how far the expected jobs are.
	 * @return their figures by name
	 */
	Map<String, Number> progress() {
		return this.expected.figures();
	}

	int ended() {
		return this.expected.ended.get();
	}

	/** The jobs of one measurement. */
	private static final class Expected {

		private final AtomicInteger started = new AtomicInteger();

		private final AtomicInteger ended = new AtomicInteger();

		private final AtomicLong firstStart = new AtomicLong();

		private final AtomicLong lastEnd = new AtomicLong();

		private final long[] latencies;

		private final Duration work;

		private Expected(int count, Duration work) {
			this.latencies = new long[count];
			this.work = work;
		}

		private void started(long latency) {
			int index = this.started.getAndIncrement();
			if (index == 0) {
				this.firstStart.set(Payload.micros());
			}
			if (index < this.latencies.length) {
				this.latencies[index] = latency;
			}
		}

		private void ended() {
			this.ended.incrementAndGet();
			this.lastEnd.lazySet(Payload.micros());
		}

		private Map<String, Number> figures() {
			int count = Math.min(this.started.get(), this.latencies.length);
			long[] sorted = Arrays.copyOf(this.latencies, count);
			Arrays.sort(sorted);
			Map<String, Number> figures = new TreeMap<>();
			figures.put("started", count);
			figures.put("first", this.firstStart.get());
			figures.put("last", this.lastEnd.get());
			figures.put("p50", percentile(sorted, 50));
			figures.put("p99", percentile(sorted, 99));
			figures.put("max", percentile(sorted, 100));
			return figures;
		}

		private static long percentile(long[] sorted, int percent) {
			int index = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
			return (sorted.length > 0) ? sorted[Math.max(0, index)] : 0;
		}

	}

}
