package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.function.Consumer;

import dev.scheduling.testing.ClusterProcesses;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule J21 on a Redis Cluster one of whose primaries dies or freezes: its queues go on
 * with its replica, the others do not notice.
 */
@Tag("chaos")
class RedisClusterFailOverTests {

	/**
	 * More than behind Sentinels: nobody says that a replica was promoted, and a client
	 * that asks the nodes too early is sent to the old primary once more.
	 */
	private static final Duration OUTAGE_AFTER_FAILOVER = Duration.ofSeconds(4);

	private static final String LOST = "mail";

	private static final Duration SOON = Duration.ofSeconds(20);

	private static ClusterProcesses cluster;

	private final ApplicationContextRunner runner = WorkingApplication.runner()
		.withPropertyValues("spring.data.redis.cluster.nodes=" + cluster.addresses());

	@BeforeAll
	static void startCluster() {
		cluster = ClusterProcesses.startWithReplicas();
	}

	@AfterAll
	static void stopCluster() {
		cluster.close();
	}

	@Test
	void j21QueuesOfADeadPrimaryGoOnWithItsReplica() {
		failOver("dead", RedisProcess::kill, RedisProcess::restart);
	}

	@Test
	void j21QueuesOfAFrozenPrimaryGoOnWithItsReplica() {
		failOver("frozen", RedisProcess::freeze, RedisProcess::thaw);
	}

	private void failOver(String how, Consumer<RedisProcess> leave, Consumer<RedisProcess> comeBack) {
		this.runner.run((context) -> {
			WorkingApplication application = WorkingApplication.of(context);
			application.runsJobs();
			RedisProcess left = cluster.ownerOf(key(LOST));
			RedisProcess replica = cluster.partnerOf(left);
			Awaitility.await().atMost(SOON).until(() -> ClusterProcesses.isSynced(replica));
			try (TestProducer lost = new TestProducer(application, LOST);
					TestProducer other = new TestProducer(application, queueApartFrom(left))) {
				Awaitility.await().until(() -> lost.stored().size() > 50 && other.stored().size() > 50);
				leave.accept(left);
				Awaitility.await()
					.pollInterval(Duration.ofMillis(10))
					.atMost(SOON)
					.until(() -> ClusterProcesses.isPrimary(replica));
				long promoted = System.nanoTime();
				Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> lost.lastStored() - promoted > 0);
				Duration toEnqueue = Duration.ofNanos(lost.lastStored() - promoted);
				application.enqueue(LOST, how);
				Awaitility.await()
					.pollInterval(Duration.ofMillis(5))
					.until(() -> application.work().echoes.containsKey(how));
				Duration toRun = Duration.ofNanos(System.nanoTime() - promoted);

				System.out.printf(
						"%s primary of a cluster: enqueued after %d ms, ran a job after %d ms, %d enqueues failed; "
								+ "on other nodes longest enqueue %d ms, %d failed%n",
						how, toEnqueue.toMillis(), toRun.toMillis(), lost.failures().size(), other.longest().toMillis(),
						other.failures().size());
				assertThat(toEnqueue).isLessThan(OUTAGE_AFTER_FAILOVER);
				assertThat(toRun).isLessThan(OUTAGE_AFTER_FAILOVER);
				assertThat(other.failures()).isEmpty();
				assertThat(other.longest()).isLessThan(Duration.ofSeconds(1));
			}
			finally {
				comeBack.accept(left);
			}
			Awaitility.await().atMost(SOON).until(() -> !ClusterProcesses.isPrimary(left));
			application.runsJobs();
			application.ticks();
		});
	}

	private static String queueApartFrom(RedisProcess node) {
		return WorkingApplication.QUEUES.stream()
			.filter((queue) -> cluster.ownerOf(key(queue)) != node)
			.findFirst()
			.orElseThrow();
	}

	private static String key(String queue) {
		return "scheduling:{test/q/" + queue + "}:jobs";
	}

}
