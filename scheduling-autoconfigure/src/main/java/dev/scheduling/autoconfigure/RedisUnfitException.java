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

	static RedisUnfitException cannotConfirmFsync(RedisAddress address, RedisServer server) {
		String reason = server.cannotConfirmFsync()
				? "it has version %s, and 7.2 is the oldest that can".formatted(server.version())
				: "its append-only file is off";
		return new RedisUnfitException("""
				'scheduling.durability' is 'fsynced', but Redis at %s cannot confirm that a job is on disk: %s.
				%s""".formatted(address.text(), reason, address.source()), """
				Choose one:
				  - update Redis to 7.2 or later, and set 'appendonly yes' in redis.conf
				  - confirm by a replica:       scheduling.durability=replicated
				  - accept that a crash of Redis can lose a job:   scheduling.durability=memory""");
	}

	static String evictionText(RedisAddress address, RedisServer server) {
		return """
				Redis at %s has the maxmemory-policy '%s': when memory is short it may drop locks and claimed ticks, so \
				that a task runs twice or not at all.
				%s"""
			.formatted(address.text(), server.evictionPolicy(), address.source());
	}

}
