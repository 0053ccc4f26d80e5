package dev.scheduling.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import dev.scheduling.job.JobId;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import dev.scheduling.store.redis.RedisDurableTickStore;
import dev.scheduling.store.redis.RedisPeriodicStore;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several processes on one Redis (rules T5, T6, T8, J24 and the conservation law). How
 * long they run is set with {@code -Dcluster.seconds}.
 */
@Tag("processes")
class ClusterTests {

	private static final int SECONDS = Integer.getInteger("cluster.seconds", 6);

	private final RedisProcess redis = RedisProcess.start();

	private final List<ClusterNode> nodes = new ArrayList<>();

	private final Map<String, TickLedger> before = new HashMap<>();

	private LettuceConnectionFactory connections;

	private RedisPeriodicStore store;

	private RedisDurableTickStore durableStore;

	@TempDir
	private Path folder;

	@BeforeEach
	void connect() {
		this.connections = new LettuceConnectionFactory("127.0.0.1", this.redis.port());
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.store = new RedisPeriodicStore(this.connections, "cluster", true);
		this.durableStore = new RedisDurableTickStore(this.connections, "cluster");
	}

	@AfterEach
	void end() {
		this.nodes.forEach(ClusterNode::close);
		this.connections.destroy();
		this.redis.close();
	}

	@ParameterizedTest
	@MethodSource("sizes")
	void t5EachTickRunsOnceAndASlowTaskNeverOverlapsItself(int size) {
		start(size);
		awaitTicks(SECONDS);

		stopAll();

		for (String task : List.of("quick", "durable-quick")) {
			assertThat(history(task).ticksWithoutRun()).as(task).isEmpty();
		}
		assertPromises();
	}

	@Test
	void t19NodeThatIsTerminatedLosesNothing() {
		start(3);
		awaitTicks(SECONDS / 2);

		this.nodes.get(0).terminate();
		awaitTicks(SECONDS / 2);
		stopAll();

		assertThat(history("quick").ticksWithoutRun()).isEmpty();
		NodeApplication.IN_PROCESS.forEach((task) -> assertThat(lost(task)).as(task).isZero());
		assertPromises();
	}

	@Test
	void t5NodeThatIsKilledLosesOnlyWhatItHadClaimedAndThatIsCounted() {
		start(3);
		awaitTicks(SECONDS / 2);
		ClusterNode runner = awaitRunnerOf("slow");

		runner.kill();
		awaitTicks(SECONDS / 2 + 4);
		stopAll();

		assertThat(lost("slow")).isEqualTo(history("slow").died()).isEqualTo(1);
		assertThat(history("quick").ticksWithoutRun())
			.hasSizeLessThanOrEqualTo((int) lost("quick") + overlaps("quick"));
		assertPromises();
	}

	@Test
	void j24DurableTickOfAKilledNodeRunsAgainElsewhereAndOverlapsNothing() {
		start(3);
		awaitTicks(SECONDS / 2);
		ClusterNode runner = awaitRunnerOf("durable-slow");

		runner.kill();
		RunEvent died = history("durable-slow").lastStart();
		await(() -> history("durable-slow").lastStart().token() > died.token());
		awaitTicks(SECONDS / 2);
		stopAll();

		assertThat(history("durable-slow").died()).isEqualTo(1);
		assertThat(history("durable-quick").ticksWithoutRun()).hasSizeLessThanOrEqualTo(overlaps("durable-quick"));
		assertPromises();
	}

	/** The short form leaves out the smaller cluster. */
	static IntStream sizes() {
		return (SECONDS < 60) ? IntStream.of(3) : IntStream.of(2, 3);
	}

	private void start(int size) {
		IntStream.range(0, size)
			.forEach((i) -> this.nodes.add(ClusterNode.start(this.folder, "node-" + i, this.redis.port())));
		await(() -> this.nodes.stream().noneMatch((node) -> node.events().isEmpty()));
		NodeApplication.IN_PROCESS.forEach((task) -> this.before.put(task, this.store.ledger(task)));
		NodeApplication.DURABLE
			.forEach((task) -> this.before.put(task, this.durableStore.ledger(JobId.DEFAULT_QUEUE, task)));
	}

	private void awaitTicks(int seconds) {
		long reached = lastTick() + Duration.ofSeconds(seconds).toMillis();
		await(() -> lastTick() >= reached);
	}

	private long lastTick() {
		return history("quick").starts().stream().mapToLong(RunEvent::nominal).max().orElse(0);
	}

	private ClusterNode awaitRunnerOf(String task) {
		List<ClusterNode> found = new ArrayList<>();
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(() -> {
			this.nodes.stream()
				.filter((node) -> RunHistory.of(task, 1000, node.events(), Map.of())
					.events()
					.stream()
					.reduce((first, second) -> second)
					.filter((last) -> last.kind() == RunEvent.Kind.START)
					.isPresent())
				.forEach(found::add);
			return !found.isEmpty();
		});
		return found.get(0);
	}

	/** Generous: several JVMs start at once, on a machine that may have other work. */
	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(SECONDS + 180L)).until(condition);
	}

	private void stopAll() {
		for (ClusterNode node : this.nodes) {
			node.terminate();
		}
	}

	private RunHistory history(String task) {
		Map<Long, Long> deaths = new HashMap<>();
		this.nodes.forEach((node) -> node.killedAt().ifPresent((time) -> deaths.put(node.pid(), time)));
		return RunHistory.of(task, 1000, this.nodes.stream().flatMap((node) -> node.events().stream()).toList(),
				deaths);
	}

	private TickLedger after(String task) {
		return NodeApplication.DURABLE.contains(task) ? this.durableStore.ledger(JobId.DEFAULT_QUEUE, task)
				: this.store.ledger(task);
	}

	private long lost(String task) {
		return RunHistory.count(this.before.get(task), after(task), TickCount.LOST_CRASH);
	}

	private int overlaps(String task) {
		return (int) RunHistory.count(this.before.get(task), after(task), TickCount.SKIPPED_OVERLAP);
	}

	private void assertPromises() {
		for (String task : this.before.keySet()) {
			RunHistory history = history(task);
			TickLedger after = after(task);
			System.out.printf("%s: %d runs, %d died, ledger %s%n", task, history.starts().size(), history.died(),
					after);
			assertThat(after.running()).as("running %s", task).isZero();
			assertThat(NodeApplication.DURABLE.contains(task) ? history.durableViolations() : history.violations())
				.as(task)
				.isEmpty();
			assertThat(history.violations(this.before.get(task), after)).as("law of %s", task).isEmpty();
		}
	}

}
