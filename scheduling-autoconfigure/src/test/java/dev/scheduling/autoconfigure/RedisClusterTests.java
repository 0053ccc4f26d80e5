package dev.scheduling.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.testing.ClusterProcesses;
import dev.scheduling.testing.RedisConsole;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule J21 on a Redis Cluster of three primaries.
 */
class RedisClusterTests {

	private static ClusterProcesses cluster;

	private final ApplicationContextRunner runner = WorkingApplication.runner()
		.withPropertyValues("spring.data.redis.cluster.nodes=" + cluster.addresses());

	@BeforeAll
	static void startCluster() {
		cluster = ClusterProcesses.start();
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

	private static RedisProcess ownerOf(String queue) {
		return cluster.ownerOf(key(queue));
	}

	private static String key(String queue) {
		return "scheduling:{test/q/" + queue + "}:jobs";
	}

}
