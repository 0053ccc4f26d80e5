package dev.scheduling.store.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Redis' time, carried on by this process' monotonic clock between answers, so that a
 * wrong or stepping wall clock of a node moves no tick. Every answer of a script is a
 * sample.
 * <p>
 * The estimate is a lower bound: a sample was taken before its answer arrived, so Redis
 * is never behind it. A tick that is due here is therefore due there. Only an answer that
 * contradicts the estimate, because Redis' clock was set back or this clock runs faster,
 * lowers it.
 */
final class ClusterClock extends Clock {

	private static final Log logger = LogFactory.getLog(ClusterClock.class);

	private static final Duration SKEW_LIMIT = Duration.ofMillis(500);

	private final LongSupplier nanoTime;

	private final Clock local;

	private volatile long offsetNanos;

	private boolean sampled;

	private boolean skewed;

	ClusterClock(LongSupplier nanoTime, Clock local) {
		this.nanoTime = nanoTime;
		this.local = local;
		this.offsetNanos = nanos(local.instant()) - nanoTime.getAsLong();
	}

	/**
	 * Learns from an answer.
	 * @param storeMicros Redis' time while it answered, in microseconds
	 * @param sentNanos the monotonic time before the question was sent
	 * @param receivedNanos the monotonic time after the answer was received
	 */
	synchronized void sample(long storeMicros, long sentNanos, long receivedNanos) {
		long storeNanos = TimeUnit.MICROSECONDS.toNanos(storeMicros);
		long lowest = storeNanos - receivedNanos;
		long highest = storeNanos - sentNanos;
		boolean contradicted = this.offsetNanos > highest;
		this.offsetNanos = (!this.sampled || contradicted) ? lowest : Math.max(this.offsetNanos, lowest);
		this.sampled = true;
		warnOfSkew();
	}

	private void warnOfSkew() {
		Duration skew = skew();
		boolean nowSkewed = skew.abs().compareTo(SKEW_LIMIT) > 0;
		if (nowSkewed && !this.skewed) {
			logger.warn("This machine's clock differs from Redis' by %d ms; ticks follow Redis' clock"
				.formatted(skew.toMillis()));
		}
		this.skewed = nowSkewed;
	}

	/**
	 * Returns how far Redis' clock is ahead of this machine's.
	 * @return the difference, negative if it is behind
	 */
	Duration skew() {
		return Duration.between(this.local.instant(), instant());
	}

	@Override
	public Instant instant() {
		long nanos = this.offsetNanos + this.nanoTime.getAsLong();
		return Instant.ofEpochSecond(0, nanos);
	}

	private static long nanos(Instant instant) {
		return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException("The cluster's clock has no other zone than UTC");
	}

}
