package dev.scheduling.store.redis;

import java.nio.charset.StandardCharsets;

/**
 * The names of all keys. The tag in braces keeps what one script touches in one slot of a
 * Redis Cluster, and the namespace keeps applications apart.
 */
final class RedisKeys {

	private final String tasks;

	RedisKeys(String namespace) {
		this.tasks = "scheduling:{" + namespace + "/tasks}:";
	}

	byte[] nodes() {
		return task("nodes");
	}

	byte[] marks() {
		return task("marks");
	}

	byte[] running() {
		return task("running");
	}

	byte[] counts() {
		return task("counts");
	}

	byte[] completions() {
		return task("completions");
	}

	byte[] history(String task) {
		return task("runs:" + task);
	}

	private byte[] task(String name) {
		return bytes(this.tasks + name);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
