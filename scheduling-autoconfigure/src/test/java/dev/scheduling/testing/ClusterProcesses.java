package dev.scheduling.testing;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.MigrateArgs;
import io.lettuce.core.cluster.SlotHash;
import org.awaitility.Awaitility;

/**
 * A Redis Cluster of three primaries on loopback, with a replica each if wanted.
 */
public final class ClusterProcesses implements AutoCloseable {

	private static final int PRIMARIES = 3;

	private static final int ALL_AT_ONCE = 1000;

	private final List<RedisProcess> nodes;

	private ClusterProcesses(List<RedisProcess> nodes) {
		this.nodes = nodes;
	}

	/**
	 * Starts three primaries, each with a third of the slots.
	 * @return the cluster, ready for use
	 */
	public static ClusterProcesses start() {
		return start(PRIMARIES);
	}

	/**
	 * Starts three primaries and three replicas.
	 * @return the cluster, ready for use
	 */
	public static ClusterProcesses startWithReplicas() {
		return start(2 * PRIMARIES);
	}

	private static ClusterProcesses start(int size) {
		ClusterProcesses cluster = new ClusterProcesses(IntStream.range(0, size)
			.mapToObj((i) -> RedisProcess.start("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf",
					"--cluster-node-timeout", "1500", "--cluster-require-full-coverage", "no",
					"--repl-diskless-sync-delay", "0"))
			.toList());
		cluster.join();
		return cluster;
	}

	private void join() {
		for (int i = 0; i < PRIMARIES; i++) {
			int from = SlotHash.SLOT_COUNT * i / PRIMARIES;
			int to = SlotHash.SLOT_COUNT * (i + 1) / PRIMARIES;
			RedisConsole.ask(this.nodes.get(i), (redis) -> redis.clusterAddSlots(IntStream.range(from, to).toArray()));
		}
		RedisProcess first = this.nodes.get(0);
		this.nodes.stream()
			.skip(1)
			.forEach((node) -> RedisConsole.ask(first, (redis) -> redis.clusterMeet("127.0.0.1", node.port())));
		awaitOk(this.nodes.size());
		for (int i = PRIMARIES; i < this.nodes.size(); i++) {
			String primary = id(this.nodes.get(i - PRIMARIES));
			RedisConsole.ask(this.nodes.get(i), (redis) -> redis.clusterReplicate(primary));
		}
		Awaitility.await("replicas")
			.until(() -> this.nodes.stream().skip(PRIMARIES).allMatch(ClusterProcesses::isSynced));
	}

	private void awaitOk(int size) {
		Awaitility.await("cluster of " + size)
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.nodes.stream()
				.map((node) -> RedisConsole.ask(node, (redis) -> redis.clusterInfo()))
				.allMatch((info) -> info.contains("cluster_state:ok")
						&& info.contains("cluster_known_nodes:" + size + "\r\n")));
	}

	/**
	 * Returns whether a replica has all that its primary has.
	 * @param replica the node
	 * @return {@code false} while it is no replica, or not connected
	 */
	public static boolean isSynced(RedisProcess replica) {
		return RedisConsole.ask(replica, (redis) -> redis.info("replication")).contains("master_link_status:up");
	}

	/**
	 * Returns whether a node is a primary.
	 * @param node the node, which must be alive
	 * @return {@code false} for a replica
	 */
	public static boolean isPrimary(RedisProcess node) {
		return RedisConsole.ask(node, (redis) -> redis.info("replication")).contains("role:master");
	}

	/**
	 * Returns the node that has the same slots: a primary's replica, a replica's primary.
	 * @param node the node
	 * @return the other one
	 */
	public RedisProcess partnerOf(RedisProcess node) {
		return this.nodes.get((this.nodes.indexOf(node) + PRIMARIES) % this.nodes.size());
	}

	/**
	 * Returns what {@code spring.data.redis.cluster.nodes} takes.
	 * @return the addresses of all nodes
	 */
	public String addresses() {
		return this.nodes.stream().map((node) -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
	}

	/**
	 * Returns the primary that has a key.
	 * @param key the key
	 * @return its process
	 */
	public RedisProcess ownerOf(String key) {
		int slot = SlotHash.getSlot(key);
		return this.nodes.stream().filter((node) -> owns(node, slot)).findFirst().orElseThrow();
	}

	/** By its own word. */
	private static boolean owns(RedisProcess node, int slot) {
		return node.process().isAlive() && RedisConsole.ask(node, (redis) -> redis.clusterNodes())
			.lines()
			.filter((line) -> line.contains("myself,master"))
			.flatMap((line) -> Stream.of(line.split(" ")).skip(8))
			.filter((range) -> !range.startsWith("["))
			.map((range) -> range.split("-"))
			.anyMatch(
					(range) -> Integer.parseInt(range[0]) <= slot && slot <= Integer.parseInt(range[range.length - 1]));
	}

	/**
	 * Moves the slot of a key to another primary, key by key, as resharding does.
	 * @param key the key
	 * @return the new owner
	 */
	public RedisProcess moveSlotOf(String key) {
		int slot = SlotHash.getSlot(key);
		RedisProcess from = ownerOf(key);
		RedisProcess to = this.nodes.stream().limit(PRIMARIES).filter((node) -> node != from).findFirst().orElseThrow();
		String fromId = id(from);
		String toId = id(to);
		RedisConsole.ask(to, (redis) -> redis.clusterSetSlotImporting(slot, fromId));
		RedisConsole.ask(from, (redis) -> redis.clusterSetSlotMigrating(slot, toId));
		List<String> keys = keys(from, slot);
		while (!keys.isEmpty()) {
			MigrateArgs<String> moved = MigrateArgs.Builder.keys(keys);
			RedisConsole.ask(from, (redis) -> redis.migrate("127.0.0.1", to.port(), 0, 5000, moved));
			keys = keys(from, slot);
		}
		RedisConsole.ask(to, (redis) -> redis.clusterSetSlotNode(slot, toId));
		RedisConsole.ask(from, (redis) -> redis.clusterSetSlotNode(slot, toId));
		return to;
	}

	private static List<String> keys(RedisProcess node, int slot) {
		return RedisConsole.ask(node, (redis) -> redis.clusterGetKeysInSlot(slot, ALL_AT_ONCE));
	}

	private static String id(RedisProcess node) {
		return RedisConsole.ask(node, (redis) -> redis.clusterMyId());
	}

	public List<RedisProcess> nodes() {
		return this.nodes;
	}

	@Override
	public void close() {
		this.nodes.forEach(RedisProcess::close);
	}

}
