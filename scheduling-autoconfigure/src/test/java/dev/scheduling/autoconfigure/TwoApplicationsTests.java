package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobQueue;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTaskOperations;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskContext;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications on one Redis: of different namespaces they know nothing of each other,
 * of the same namespace they are nodes of one cluster.
 */
class TwoApplicationsTests {

	/** A second, which the sweep alone would not keep, and one for a busy machine. */
	private static final Duration IN_FORCE = Duration.ofSeconds(2);

	private RedisProcess redis;

	@BeforeEach
	void startRedis() {
		this.redis = RedisProcess.start();
	}

	@AfterEach
	void stopRedis() {
		this.redis.close();
	}

	@Test
	void namespacesKeepTasksAndQueuesOfTheSameNamesApart() {
		with("orders", "billing", (orders, billing) -> {
			Work ordersWork = orders.getBean(Work.class);
			Work billingWork = billing.getBean(Work.class);
			orders.getBean(JobQueue.class).enqueueAll("mail", List.of("of orders"));
			billing.getBean(JobQueue.class).enqueueAll("mail", List.of("of billing"));

			Awaitility.await().until(() -> ordersWork.report.size() >= 3 && billingWork.report.size() >= 3);
			Awaitility.await().until(() -> !ordersWork.sync.isEmpty() && !billingWork.sync.isEmpty());
			Awaitility.await().until(() -> !ordersWork.mail.isEmpty() && !billingWork.mail.isEmpty());
			assertThat(ordersWork.report).doesNotHaveDuplicates().containsAnyElementsOf(billingWork.report);
			assertThat(ordersWork.mail).containsExactly("of orders");
			assertThat(billingWork.mail).containsExactly("of billing");

			orders.getBean(PeriodicTaskOperations.class).pause("report", "month end");
			int before = billingWork.report.size();
			Awaitility.await().until(() -> billingWork.report.size() >= before + 2);
		});
	}

	@Test
	void t18ChangesOfOneNodeHoldOnTheOtherWithinASecond() {
		with("orders", "orders", (one, other) -> {
			Work oneWork = one.getBean(Work.class);
			Work otherWork = other.getBean(Work.class);
			Awaitility.await().until(() -> oneWork.report.size() + otherWork.report.size() >= 2);
			PeriodicTaskOperations operations = one.getBean(PeriodicTaskOperations.class);

			operations.reschedule("report", Schedule.interval(Duration.ofHours(1), Duration.ZERO));
			Awaitility.await()
				.atMost(IN_FORCE)
				.until(() -> describe(other).equals(describe(one)) && describe(other).contains("1h"));

			operations.resetSchedule("report");
			Awaitility.await().atMost(IN_FORCE).until(() -> !describe(other).contains("1h"));
			List<Instant> all = new CopyOnWriteArrayList<>(oneWork.report);
			all.addAll(otherWork.report);
			assertThat(all).doesNotHaveDuplicates();
		});
	}

	private static String describe(ApplicationContext context) {
		return context.getBean(PeriodicTasks.class)
			.find("report")
			.flatMap((task) -> task.schedule())
			.map(Schedule::describe)
			.orElse("off");
	}

	private void with(String one, String other, BiConsumer<ApplicationContext, ApplicationContext> test) {
		runner(one).run((first) -> {
			assertThat(first).hasNotFailed();
			runner(other).run((second) -> {
				assertThat(second).hasNotFailed();
				test.accept(first, second);
			});
		});
	}

	private ApplicationContextRunner runner(String namespace) {
		return new ApplicationContextRunner()
			.withPropertyValues("spring.data.redis.port=" + this.redis.port(), "scheduling.namespace=" + namespace,
					"scheduling.shutdown-timeout=1s")
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withConfiguration(SchedulingAutoConfigurations.ALL)
			.withUserConfiguration(Configured.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean
		Work work() {
			return new Work();
		}

	}

	static class Work {

		private final List<Instant> report = new CopyOnWriteArrayList<>();

		private final List<Instant> sync = new CopyOnWriteArrayList<>();

		private final List<String> mail = new CopyOnWriteArrayList<>();

		@Periodic(interval = "1s", name = "report")
		void report(TaskContext context) {
			this.report.add(context.scheduledFor());
		}

		@Periodic(interval = "1s", name = "sync", execution = Execution.DURABLE)
		void sync(TaskContext context) {
			this.sync.add(context.scheduledFor());
		}

		@JobHandler("mail")
		void mail(String text) {
			this.mail.add(text);
		}

	}

}
