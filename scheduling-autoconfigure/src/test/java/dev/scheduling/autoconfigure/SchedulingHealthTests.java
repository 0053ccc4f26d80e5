package dev.scheduling.autoconfigure;

import java.time.Instant;
import java.util.Optional;

import dev.scheduling.health.PeriodicTasksHealthIndicator;
import dev.scheduling.tick.Outage;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * What Actuator's health says of periodic tasks. {@link StoreOutageTests} has a Redis
 * that goes away.
 */
class SchedulingHealthTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(SchedulingAutoConfigurations.ALL)
		.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class))
		.withPropertyValues("scheduling.store=memory");

	@Test
	void isTheComponentScheduling() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("scheduling"))
				.isInstanceOfSatisfying(HealthIndicator.class,
						(health) -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
		});
	}

	@Test
	void isLeftOutWhereAsked() {
		this.contextRunner.withPropertyValues("management.health.scheduling.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("scheduling")).isNull();
		});
	}

	@Test
	void t12OutageIsDownSinceWhenAndWhy() {
		Instant since = Instant.parse("2026-11-24T12:00:00Z");

		Health health = new PeriodicTasksHealthIndicator(() -> Optional.of(new Outage(since, "timed out"))).health();

		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsOnly(entry("outOfReachSince", "2026-11-24T12:00:00Z"),
				entry("reason", "timed out"));
	}

}
