package dev.scheduling.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The names of all keys. The tag in braces keeps what one script touches in one slot of a
 * Redis Cluster, and the namespace keeps applications apart.
 */
final class RedisKeys {

	/**
	 * In the order in which the scripts of jobs expect them; the first is a sorted set.
	 */
	private static final List<String> QUEUE = List.of("active", "delayed", "ready:high", "ready:normal", "ready:low",
			"waiting", "done", "dead", "cancelled", "parked", "remembered", "jobs", "options", "claims", "results",
			"errors", "progress", "logs", "unique", "unique-next", "unique-until", "slots", "expiring", "fetches",
			"flushes", "owners", "wake", "meta", "marks", "counts", "latest", "pauses", "parkings", "parked-by");

	private final String namespace;

	private final String tasks;

	private final ConcurrentMap<String, byte[][]> queues = new ConcurrentHashMap<>();

	RedisKeys(String namespace) {
		this.namespace = namespace;
		this.tasks = lockPrefix(namespace) + ":";
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

	byte[] waiting() {
		return task("waiting");
	}

	byte[] cancels() {
		return task("cancels");
	}

	byte[] failures() {
		return task("failures");
	}

	byte[] pauses() {
		return task("pauses");
	}

	byte[] overrides() {
		return task("overrides");
	}

	byte[] runtimeTasks() {
		return task("runtime");
	}

	byte[] changes() {
		return task("changes");
	}

	byte[] triggers() {
		return task("triggers");
	}

	byte[] triggerTimes() {
		return task("trigger-times");
	}

	/**
	 * Returns the channel on which nodes tell each other that an operator has changed
	 * something.
	 * @return its name
	 */
	byte[] changesChannel() {
		return bytes("scheduling:" + this.namespace + ":changes");
	}

	/**
	 * Returns where the run lock of a task is, for a lock provider of ShedLock.
	 * @param namespace the namespace
	 * @return the prefix of its key
	 */
	static String lockPrefix(String namespace) {
		return "scheduling:{" + namespace + "/tasks}";
	}

	/** As ShedLock names it: prefix, environment, name. */
	byte[] lock(String task) {
		return task(RedisPeriodicStore.LOCK_ENVIRONMENT + ":" + task);
	}

	byte[] history(String task) {
		return task("runs:" + task);
	}

	/**
	 * Returns all keys of a queue, in the order in which the scripts of jobs expect them.
	 * @param queue the queue
	 * @return the keys
	 */
	byte[][] queue(String queue) {
		return this.queues.computeIfAbsent(queue,
				(name) -> QUEUE.stream().map((role) -> queue(name, role)).toArray(byte[][]::new));
	}

	byte[] queue(String queue, String role) {
		return bytes("scheduling:{" + this.namespace + "/q/" + queue + "}:" + role);
	}

	/**
	 * Returns the counters of the queue that a key belongs to.
	 * @param key any key of the queue
	 * @return the key of its counters
	 */
	static byte[] metaBeside(byte[] key) {
		String name = text(key);
		return bytes(name.substring(0, name.indexOf('}') + 1) + ":meta");
	}

	byte[] knownQueues() {
		return bytes("scheduling:" + this.namespace + ":queues");
	}

	byte[] workers() {
		return bytes("scheduling:" + this.namespace + ":workers");
	}

	private byte[] task(String name) {
		return bytes(this.tasks + name);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String text(Object bytes) {
		return new String((byte[]) bytes, StandardCharsets.UTF_8);
	}

}
