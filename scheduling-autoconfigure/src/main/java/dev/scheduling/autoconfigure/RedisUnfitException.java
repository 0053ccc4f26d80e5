package dev.scheduling.autoconfigure;

import dev.scheduling.StartFailedException;

/**
 * Redis answered, but cannot keep what is promised.
 */
final class RedisUnfitException extends StartFailedException {

	private RedisUnfitException(String description, String action) {
		super(description, action);
	}

	static RedisUnfitException tooOld(RedisAddress address, RedisServer server) {
		return new RedisUnfitException("""
				Redis at %s has version %s, but 6.2 is the oldest that works.
				%s""".formatted(address.text(), server.version(), address.source()), """
				Update Redis, use another server (spring.data.redis.url=redis://user:password@host:6379), or work \
				without it (scheduling.store=memory, nothing survives a restart).""");
	}

	static RedisUnfitException mayEvict(RedisAddress address, RedisServer server) {
		return new RedisUnfitException(evictionText(address, server),
				"""
						Choose one:
						  - set the policy:       CONFIG SET maxmemory-policy noeviction   (and in redis.conf, or at your provider)
						  - use another server:   spring.data.redis.url=redis://user:password@host:6379
						  - accept the risk:      scheduling.redis.eviction-check=warn""");
	}

	static String evictionText(RedisAddress address, RedisServer server) {
		return """
				Redis at %s has the maxmemory-policy '%s': when memory is short it may drop locks and claimed ticks, so \
				that a task runs twice or not at all.
				%s"""
			.formatted(address.text(), server.evictionPolicy(), address.source());
	}

}
