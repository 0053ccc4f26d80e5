package dev.scheduling.periodic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * How much later than its nominal time a tick starts, so that tasks of one schedule do
 * not all start at once. A function of the task and the time alone: every node, of every
 * version, comes to the same answer.
 */
public final class Jitter {

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private Jitter() {
	}

	/**
	 * Returns the delay of a tick. It is shorter than the gap to the next one, so that
	 * ticks keep their order.
	 * @param task the task's name
	 * @param nominal the tick's nominal time
	 * @param jitter the bound of the delay, excluded
	 * @param gapToNext how long after the tick the next one comes; give the jitter where
	 * there is none
	 * @return whole milliseconds, at least 0 and less than both
	 */
	public static Duration of(String task, Instant nominal, Duration jitter, Duration gapToNext) {
		Duration bound = (jitter.compareTo(gapToNext) < 0) ? jitter : gapToNext;
		if (bound.toMillis() <= 0) {
			return Duration.ZERO;
		}
		long hash = mix(hash(task) + mix(nominal.toEpochMilli()));
		return Duration.ofMillis(Long.remainderUnsigned(hash, bound.toMillis()));
	}

	/** FNV-1a. */
	private static long hash(String text) {
		long hash = FNV_OFFSET;
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
		}
		return hash;
	}

	/** The finalizer of SplitMix64: each bit of the input flips half of the output. */
	private static long mix(long value) {
		long mixed = value + 0x9e3779b97f4a7c15L;
		mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
		return mixed ^ (mixed >>> 31);
	}

}
