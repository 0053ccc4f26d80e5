package dev.scheduling.autoconfigure;

import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * What a Redis server says about itself. From a cluster the answers of all nodes come in
 * one, each key behind its node's address.
 *
 * @param version its version
 * @param evictionPolicy which keys it drops when memory is short
 */
record RedisServer(String version, String evictionPolicy) {

	static final String UNKNOWN = "unknown";

	static final String NO_EVICTION = "noeviction";

	private static final int OLDEST_MAJOR = 6;

	private static final int OLDEST_MINOR = 2;

	static RedisServer from(@Nullable Properties server, @Nullable Properties memory) {
		return new RedisServer(find(server, "redis_version"), find(memory, "maxmemory_policy"));
	}

	private static String find(@Nullable Properties info, String key) {
		if (info == null) {
			return UNKNOWN;
		}
		return info.stringPropertyNames()
			.stream()
			.filter((name) -> name.equals(key) || name.endsWith("." + key))
			.map(info::getProperty)
			.findFirst()
			.orElse(UNKNOWN);
	}

	boolean isTooOld() {
		String[] parts = this.version.split("\\.", -1);
		if (this.version.equals(UNKNOWN) || parts.length < 2) {
			return false;
		}
		int major = Integer.parseInt(parts[0]);
		return major < OLDEST_MAJOR || (major == OLDEST_MAJOR && Integer.parseInt(parts[1]) < OLDEST_MINOR);
	}

	boolean mayEvict() {
		return !this.evictionPolicy.equals(UNKNOWN) && !this.evictionPolicy.equals(NO_EVICTION);
	}

}
