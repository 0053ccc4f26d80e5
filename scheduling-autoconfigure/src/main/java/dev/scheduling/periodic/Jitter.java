package dev.scheduling.periodic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * By how much a tick is put off: a hash of task and time, so that all nodes agree without
 * talking to each other. Internal to this library.
 */
public final class Jitter {

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private Jitter() {
	}

	/**
	 * Returns by how much a tick is put off.
	 * @param task the task's name
	 * @param nominal the tick's nominal time
	 * @param jitter by how much at most
	 * @param gapToNext the time to the next tick, which this one never reaches; zero for
	 * no next one
	 * @return from zero to less than the lower of both, in whole milliseconds
	 */
	public static Duration of(String task, Instant nominal, Duration jitter, Duration gapToNext) {
		long bound = gapToNext.isZero() ? jitter.toMillis() : Math.min(jitter.toMillis(), gapToNext.toMillis());
		if (bound <= 0) {
			return Duration.ZERO;
		}
		return Duration.ofMillis(Math.floorMod(mix(hash(task) ^ nominal.toEpochMilli()), bound));
	}

	private static long hash(String text) {
		long hash = FNV_OFFSET;
		for (byte part : text.getBytes(StandardCharsets.UTF_8)) {
			hash = (hash ^ (part & 0xff)) * FNV_PRIME;
		}
		return hash;
	}

	/** The finalizer of SplitMix64: close times must not get close values. */
	private static long mix(long value) {
		long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
		return mixed ^ (mixed >>> 31);
	}

}
