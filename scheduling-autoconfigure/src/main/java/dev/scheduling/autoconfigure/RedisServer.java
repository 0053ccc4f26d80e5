package dev.scheduling.autoconfigure;

import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * What a Redis server says about itself.
 *
 * @param version its version
 * @param evictionPolicy which keys it drops when memory is short
 * @param appendOnly whether it writes an append-only file, {@code 1} or {@code 0}
 * @param replicas how many replicas follow it
 */
record RedisServer(String version, String evictionPolicy, String appendOnly, String replicas) {

	static final String UNKNOWN = "unknown";

	static final String NO_EVICTION = "noeviction";

	private static final String NONE = "0";

	static RedisServer from(@Nullable Properties info) {
		Properties known = (info != null) ? info : new Properties();
		return new RedisServer(known.getProperty("redis_version", UNKNOWN),
				known.getProperty("maxmemory_policy", UNKNOWN), known.getProperty("aof_enabled", UNKNOWN),
				known.getProperty("connected_slaves", UNKNOWN));
	}

	boolean isTooOld() {
		return isOlderThan(6, 2);
	}

	boolean mayEvict() {
		return !this.evictionPolicy.equals(UNKNOWN) && !this.evictionPolicy.equals(NO_EVICTION);
	}

	/** {@code WAITAOF} came with 7.2. */
	boolean cannotConfirmFsync() {
		return isOlderThan(7, 2);
	}

	boolean hasNoAppendOnlyFile() {
		return this.appendOnly.equals(NONE);
	}

	boolean hasNoReplica() {
		return this.replicas.equals(NONE);
	}

	private boolean isOlderThan(int wantedMajor, int wantedMinor) {
		String[] parts = this.version.split("\\.", -1);
		if (this.version.equals(UNKNOWN) || parts.length < 2) {
			return false;
		}
		int major = Integer.parseInt(parts[0]);
		return major < wantedMajor || (major == wantedMajor && Integer.parseInt(parts[1]) < wantedMinor);
	}

}
