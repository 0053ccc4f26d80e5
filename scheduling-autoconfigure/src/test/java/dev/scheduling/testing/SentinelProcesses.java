package dev.scheduling.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lettuce.core.RedisException;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import org.awaitility.Awaitility;

/**
 * A primary, a replica and three Sentinels on loopback, of which two must agree that the
 * primary is down, after a second.
 */
public final class SentinelProcesses implements AutoCloseable {

	/** What the Sentinels call the primary. */
	public static final String NAME = "main";

	private final List<RedisProcess> servers = new ArrayList<>();

	private final List<RedisProcess> sentinels;

	private SentinelProcesses() {
		RedisProcess primary = RedisProcess.start("--repl-diskless-sync-delay", "0");
		this.servers.add(primary);
		this.servers.add(RedisProcess.start("--repl-diskless-sync-delay", "0", "--replicaof", "127.0.0.1",
				Integer.toString(primary.port())));
		this.sentinels = IntStream.range(0, 3).mapToObj((i) -> sentinel(primary)).toList();
		Awaitility.await("Sentinels and replica")
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.sentinels.stream().allMatch(SentinelProcesses::knowsAll));
	}

	/**
	 * Starts them and waits until the Sentinels know each other and the replica.
	 * @return the processes
	 */
	public static SentinelProcesses start() {
		return new SentinelProcesses();
	}

	private static RedisProcess sentinel(RedisProcess primary) {
		return RedisProcess.startSentinel("sentinel monitor %s 127.0.0.1 %d 2".formatted(NAME, primary.port()),
				"sentinel down-after-milliseconds %s 1000".formatted(NAME),
				"sentinel failover-timeout %s 5000".formatted(NAME));
	}

	private static boolean knowsAll(RedisProcess sentinel) {
		String info = RedisConsole.ask(sentinel, (redis) -> redis.info("sentinel"));
		return info.contains("status=ok") && info.contains("slaves=1") && info.contains("sentinels=3");
	}

	/**
	 * Returns what {@code spring.data.redis.sentinel.nodes} takes.
	 * @return the addresses of the Sentinels
	 */
	public String addresses() {
		return this.sentinels.stream()
			.map((sentinel) -> "127.0.0.1:" + sentinel.port())
			.collect(Collectors.joining(","));
	}

	/**
	 * Returns the server that says it is the primary, and is not frozen.
	 * @return the primary, or nothing while there is none
	 */
	public RedisProcess primary() {
		return this.servers.stream().filter(SentinelProcesses::isPrimary).findFirst().orElseThrow();
	}

	/**
	 * Returns the server that follows the primary.
	 * @return the replica
	 */
	public RedisProcess replica() {
		return this.servers.stream().filter((server) -> !isPrimary(server)).findFirst().orElseThrow();
	}

	/**
	 * Asks a server for its role.
	 * @param server the server, not frozen
	 * @return whether it is a primary
	 */
	public static boolean isPrimary(RedisProcess server) {
		try {
			return RedisConsole.ask(server, (redis) -> redis.role()).get(0).equals("master");
		}
		catch (RedisException ex) {
			return false;
		}
	}

	/**
	 * Makes the replica the primary, as an operator does.
	 */
	public void failOver() {
		RedisConsole.ask(this.sentinels.get(0), (redis) -> redis.dispatch(CommandType.SENTINEL,
				new StatusOutput<>(StringCodec.UTF8), new CommandArgs<>(StringCodec.UTF8).add("FAILOVER").add(NAME)));
	}

	/**
	 * Waits until all Sentinels know of a healthy primary and its replica again.
	 */
	public void awaitHealthy() {
		Awaitility.await("a replica that follows")
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.sentinels.stream().allMatch(SentinelProcesses::knowsAll)
					&& this.servers.stream().filter(SentinelProcesses::isPrimary).count() == 1
					&& RedisConsole.ask(primary(), (redis) -> redis.info("replication")).contains("state=online"));
	}

	@Override
	public void close() {
		this.sentinels.forEach(RedisProcess::close);
		this.servers.forEach(RedisProcess::close);
	}

}
