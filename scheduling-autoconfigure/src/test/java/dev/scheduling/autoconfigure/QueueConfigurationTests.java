package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.Map;

import dev.scheduling.queue.QueueRules;
import dev.scheduling.store.QueueLimits;
import dev.scheduling.store.QueueLimits.Rate;
import dev.scheduling.store.QueueRetention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class QueueConfigurationTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void readsTheSettingsOfAQueue() {
		properties(Map.of("scheduling.queues.slow.retention", "2d", "scheduling.queues.slow.succeeded-limit", "5",
				"scheduling.queues.slow.dead-retention", "30d", "scheduling.queues.slow.dead-limit", "100",
				"scheduling.queues.slow.parked-retention", "1d"));

		assertThat(bind().find("slow").kept())
			.isEqualTo(new QueueRetention(Duration.ofDays(2), 5, Duration.ofDays(30), 100, Duration.ofDays(1)));
		assertThat(bind().find("fast")).isEqualTo(QueueProperties.NONE);
	}

	@Test
	void j14ReadsTheLimitsOfAQueue() {
		properties(Map.of("scheduling.queues.slow.concurrency", "2", "scheduling.queues.slow.limit", "10",
				"scheduling.queues.slow.rate-limit", "100/1m", "scheduling.queues.slow.limit-per-key", "3",
				"scheduling.queues.slow.max-depth", "1000", "scheduling.queues.slow.partitions", "4"));

		assertThat(bind().settings().rules("slow"))
			.isEqualTo(new QueueRules(2, 10, new Rate(100, Duration.ofMinutes(1)), 3, 1000, 4));
		assertThat(bind().settings().partitions("slow")).containsExactly("slow", "slow#1", "slow#2", "slow#3");
		assertThat(bind().settings().limits("slow"))
			.isEqualTo(new QueueLimits(3, new Rate(25, Duration.ofMinutes(1)), 3));
		assertThat(bind().settings().limits("slow#3").running()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"',
			textBlock = """
					rate-limit; fast; 'rate-limit' (fast) of a queue must be a number of starts and a time of at least 100ms, such as 100/1s
					rate-limit; 0/1s; 'rate-limit' (0/1s) of a queue must be a number of starts and a time of at least 100ms, such as 100/1s
					limit; 0; 'limit' (0) must be above zero
					partitions; 0; 'partitions' (0) must be 1 to 1000
					""")
	void j14RefusesLimitsThatMeanNothing(String key, String value, String message) {
		new ApplicationContextRunner().withConfiguration(SchedulingAutoConfigurations.ALL)
			.withPropertyValues("scheduling.store=memory", "scheduling.queues.slow." + key + "=" + value)
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining(message));
	}

	@Test
	void readsANameWithDotsInBrackets() {
		properties(Map.of("scheduling.queues[Mail.fast_1].dead-limit", "7"));

		assertThat(bind().find("Mail.fast_1").deadLimit()).isEqualTo(7);
	}

	@Test
	void readsEnvironmentVariables() {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("SCHEDULING_QUEUES_SLOWMAIL_DEADLIMIT", "7")));

		assertThat(bind().find("slow-mail").deadLimit()).isEqualTo(7);
	}

	@Test
	void refusesANegativeValue() {
		new ApplicationContextRunner().withConfiguration(SchedulingAutoConfigurations.ALL)
			.withPropertyValues("scheduling.store=memory", "scheduling.queues.slow.dead-limit=-1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("'dead-limit' (-1) of a queue must not be negative"));
	}

	private void properties(Map<String, Object> properties) {
		this.environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
	}

	private ConfiguredQueues bind() {
		return new QueuePropertiesBinder(this.environment).bind();
	}

}
