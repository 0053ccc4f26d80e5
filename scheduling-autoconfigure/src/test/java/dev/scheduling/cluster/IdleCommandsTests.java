package dev.scheduling.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.stream.IntStream;

import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application costs its Redis while nothing is due. Prints the figures.
 */
@Tag("processes")
class IdleCommandsTests {

	private static final Duration WATCHED = Duration.ofSeconds(15);

	@Test
	void nodeWithAThousandHourlyTasksSendsLessThanOneCommandASecond() {
		assertThat(commandsPerSecond("a thousand hourly tasks", ThousandTasks.class)).isLessThan(1);
	}

	@Test
	void j19NodeWithAnIdleWorkerSendsLessThanOneCommandASecondForEachOfItsTwoRoles() {
		assertThat(commandsPerSecond("one task and a worker of one queue", TickAndWorker.class)).isLessThan(2);
	}

	private static double commandsPerSecond(String what, Class<?> application) {
		try (RedisProcess redis = RedisProcess.start();
				ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
					.web(WebApplicationType.NONE)
					.run("--spring.data.redis.port=" + redis.port(), "--spring.application.name=idle",
							"--spring.main.banner-mode=off")) {
			LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", redis.port());
			connections.afterPropertiesSet();
			connections.start();
			Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
			long before = commands(connections);
			Awaitility.await().pollDelay(WATCHED).atMost(WATCHED.plusSeconds(10)).until(() -> true);
			double perSecond = (commands(connections) - before) / (double) WATCHED.toSeconds();
			connections.destroy();
			System.out.printf("idle with %s: %.2f client commands a second%n", what, perSecond);
			return perSecond;
		}
	}

	/** What clients of ours send, which is not what scripts call. */
	private static long commands(LettuceConnectionFactory connections) {
		try (RedisConnection connection = connections.getConnection()) {
			Properties stats = connection.serverCommands().info("commandstats");
			return stats.stringPropertyNames()
				.stream()
				.filter((name) -> name.matches("cmdstat_(eval|evalsha|bzpopmin|ping|smembers|sadd|set|get|pexpire)"))
				.mapToLong((name) -> Long.parseLong(stats.getProperty(name).replaceAll("calls=(\\d+),.*", "$1")))
				.sum();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ThousandTasks {

		/** Half an hour from now, so that none is due while the node is watched. */
		@Bean
		ApplicationRunner hourlyTasks(PeriodicTasks tasks) {
			Duration hour = Duration.ofHours(1);
			Duration offset = Duration.ofSeconds((Instant.now().getEpochSecond() + 1800) % hour.toSeconds());
			return (arguments) -> IntStream.range(0, 1000)
				.mapToObj((i) -> PeriodicTask.named("hourly-" + i, (run) -> null)
					.schedule(Schedule.interval(hour, offset))
					.build())
				.forEach(tasks::schedule);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TickAndWorker {

		@Periodic(cron = "0 0 1 1 *")
		void yearly() {
		}

		@JobHandler("export-data")
		void export(JobContext context) {
		}

	}

}
