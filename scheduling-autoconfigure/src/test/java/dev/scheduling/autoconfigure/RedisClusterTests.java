package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.stream.Stream;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.testing.ClusterProcesses;
import dev.scheduling.testing.RedisConsole;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule J21 on a Redis Cluster of three primaries with a replica each.
 */
@Tag("processes")
class RedisClusterTests {

	private static final Duration WATCHED = Duration.ofSeconds(6);

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
	void j21JobsAndTicksWorkOnQueuesInSeveralSlots() {
		this.runner.run((context) -> {
			assertThat(WorkingApplication.QUEUES.stream().map(RedisClusterTests::ownerOf).distinct()).hasSize(3);

			WorkingApplication.of(context).exercise();
		});
	}

	@Test
	void j21ConfirmedEnqueuesAskTheNodeOfTheirQueue() {
		this.runner.withPropertyValues("scheduling.durability=replicated").run((context) -> {
			WorkingApplication.of(context).runsJobs();
			ownerMoves("images");
			WorkingApplication.of(context).runsJobs();
		});
	}

	@Test
	void j21NothingIsLostWhileTheSlotOfAQueueMoves() {
		this.runner.run((context) -> {
			WorkingApplication application = WorkingApplication.of(context);
			try (TestProducer producer = new TestProducer(application, "mail")) {
				Awaitility.await().until(() -> producer.stored().size() > 100);
				ownerMoves("mail");
				int moved = producer.stored().size();
				Awaitility.await().until(() -> producer.stored().size() > moved + 100);
				producer.close();

				assertThat(producer.failures()).isEmpty();
				for (JobId id : producer.stored()) {
					assertThat(application.jobs().await(id, Duration.ofSeconds(10)).state())
						.isEqualTo(JobState.SUCCEEDED);
				}
				assertThat(application.work().echoes).hasSameSizeAs(producer.stored())
					.allSatisfy((text, runs) -> assertThat(runs).isOne());
			}
		});
	}

	@Test
	void j21ScriptsThatWereForgottenAreSentAgain() {
		this.runner.run((context) -> {
			WorkingApplication.of(context).runsJobs();
			cluster.nodes().forEach((node) -> RedisConsole.ask(node, (redis) -> redis.scriptFlush()));
			WorkingApplication.of(context).exercise();
		});
	}

	@Test
	void j19IdleWorkerSendsLessThanOneCommandASecondForEachQueue() {
		this.runner.withPropertyValues("scheduling.scheduler.enabled=false").run((context) -> {
			WorkingApplication.of(context).runsJobs();
			Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
			long before = commands();
			Awaitility.await().pollDelay(WATCHED).until(() -> true);
			double perSecond = (commands() - before) / (double) WATCHED.toSeconds();

			System.out.printf("idle worker of %d queues in a cluster: %.2f commands a second%n",
					WorkingApplication.QUEUES.size(), perSecond);
			assertThat(perSecond).isLessThan(WorkingApplication.QUEUES.size());
		});
	}

	private static void ownerMoves(String queue) {
		RedisProcess from = ownerOf(queue);
		assertThat(cluster.moveSlotOf(key(queue))).isNotSameAs(from);
	}

	private static RedisProcess ownerOf(String queue) {
		return cluster.ownerOf(key(queue));
	}

	private static String key(String queue) {
		return "scheduling:{test/q/" + queue + "}:jobs";
	}

	private static long commands() {
		return cluster.nodes()
			.stream()
			.flatMap((node) -> RedisConsole.ask(node, (redis) -> redis.info("commandstats")).lines())
			.filter((line) -> Stream.of("eval", "evalsha", "bzpopmin", "smembers")
				.anyMatch((command) -> line.startsWith("cmdstat_" + command + ":")))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("[^=]*=(\\d+),.*", "$1")))
			.sum();
	}

}
