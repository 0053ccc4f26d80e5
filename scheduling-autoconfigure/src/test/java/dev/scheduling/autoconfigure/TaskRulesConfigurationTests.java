package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.scheduling.periodic.LockLostPolicy;
import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.PeriodicTaskOperations;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.SkipPredicate;
import dev.scheduling.periodic.StoreFailurePolicy;
import dev.scheduling.periodic.TaskRules;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every rule of a task can be set in the configuration and in the annotation.
 */
class TaskRulesConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("scheduling.store=memory", "spring.application.name=test")
		.withConfiguration(SchedulingAutoConfigurations.ALL)
		.withUserConfiguration(Tasks.class);

	@Test
	void annotationSetsRules() {
		this.runner.run((context) -> {
			TaskRules rules = task(context.getBean(PeriodicTasks.class), "report").rules();

			assertThat(rules.overlap()).isEqualTo(OverlapPolicy.BUFFER_ONE);
			assertThat(rules.misfire()).isEqualTo(MisfirePolicy.FIRE_ALL);
			assertThat(rules.catchUpWindow()).isEqualTo(Duration.ofHours(2));
			assertThat(rules.catchUpLimit()).isEqualTo(7);
			assertThat(rules.jitter()).isEqualTo(Duration.ofSeconds(3));
			assertThat(rules.timeout()).isEqualTo(Duration.ofMinutes(4));
			assertThat(rules.onLockLost()).isEqualTo(LockLostPolicy.CONTINUE);
			assertThat(rules.onStoreFailure()).isEqualTo(StoreFailurePolicy.RUN);
			assertThat(rules.pauseAfterFailures()).isEqualTo(5);
			assertThat(rules.skipIf()).isSameAs(context.getBean("onHolidays"));
		});
	}

	@Test
	void configurationWinsOverTheAnnotation() {
		this.runner
			.withPropertyValues("scheduling.tasks.report.overlap=cancel-running",
					"scheduling.tasks.report.misfire=skip", "scheduling.tasks.report.catch-up-window=30m",
					"scheduling.tasks.report.catch-up-limit=1", "scheduling.tasks.report.jitter=0s",
					"scheduling.tasks.report.timeout=1h", "scheduling.tasks.report.on-lock-lost=interrupt",
					"scheduling.tasks.report.on-store-failure=skip", "scheduling.tasks.report.pause-after-failures=0")
			.run((context) -> {
				TaskRules rules = task(context.getBean(PeriodicTasks.class), "report").rules();

				assertThat(rules.with((any) -> any.skipIf(null)))
					.isEqualTo(TaskRules.DEFAULTS.with((expected) -> expected.overlap(OverlapPolicy.CANCEL_RUNNING)
						.misfire(MisfirePolicy.SKIP)
						.catchUpWindow(Duration.ofMinutes(30))
						.catchUpLimit(1)
						.timeout(Duration.ofHours(1))));
			});
	}

	@Test
	void t17LimitsAreReadInTheZoneOfTheTask() {
		this.runner
			.withPropertyValues("scheduling.tasks.report.cron=0 12 * * *", "scheduling.tasks.report.zone=Europe/Paris",
					"scheduling.tasks.report.not-before=2099-12-24", "scheduling.tasks.report.not-after=2099-12-28",
					"scheduling.tasks.report.exclusions[0]=2099-12-25",
					"scheduling.tasks.report.exclusions[1]=* * 26 12 *")
			.run((context) -> assertThat(context.getBean(PeriodicTasks.class).nextRuns("report", 9)).containsExactly(
					Instant.parse("2099-12-24T11:00:00Z"), Instant.parse("2099-12-27T11:00:00Z"),
					Instant.parse("2099-12-28T11:00:00Z")));
	}

	@Test
	void t4FixedDelayReplacesTheSchedule() {
		this.runner.withPropertyValues("scheduling.tasks.own.fixed-delay=90s")
			.run((context) -> assertThat(
					task(context.getBean(PeriodicTasks.class), "own").schedule().map(Schedule::describe))
				.contains("1m30s after the last run"));
	}

	@Test
	void scheduleOfTheApplicationIsABean() {
		this.runner.run((context) -> {
			assertThat(task(context.getBean(PeriodicTasks.class), "own").schedule().map(Schedule::describe))
				.contains("when the moon is full");
			assertThat(context).hasSingleBean(PeriodicTaskOperations.class);
		});
	}

	private static PeriodicTask task(PeriodicTasks tasks, String name) {
		return tasks.find(name).orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	static class Tasks {

		@Periodic(interval = "1h", overlap = OverlapPolicy.BUFFER_ONE, misfire = MisfirePolicy.FIRE_ALL,
				catchUpWindow = "2h", catchUpLimit = 7, jitter = "3s", timeout = "4m",
				onLockLost = LockLostPolicy.CONTINUE, onStoreFailure = StoreFailurePolicy.RUN, pauseAfterFailures = 5,
				skipIf = "onHolidays")
		void report() {
		}

		@Periodic(schedule = "fullMoon")
		void own() {
		}

		@Bean
		SkipPredicate onHolidays() {
			return (context) -> true;
		}

		@Bean
		Schedule fullMoon() {
			return new Schedule() {

				@Override
				public Optional<Instant> next(Instant after) {
					return Optional.empty();
				}

				@Override
				public String describe() {
					return "when the moon is full";
				}

			};
		}

	}

}
