package dev.scheduling.autoconfigure;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.store.PeriodicStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings that change while the application runs (rule T18).
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationRefreshTests {

	private final Map<String, Object> settings = new HashMap<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("scheduling.store=memory", "spring.application.name=test")
		.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("changing", this.settings)))
		.withConfiguration(SchedulingAutoConfigurations.ALL)
		.withUserConfiguration(Tasks.class);

	@Test
	void t18ChangedScheduleIsInForceAfterARefresh() {
		started((context) -> {
			refresh(context, "scheduling.tasks.report.cron", "0 5 * * *");

			assertThat(describe(context, "report")).isEqualTo("cron 0 5 * * * (UTC)");
			awaitPlanned(context, "report", "T05:00:00Z");
		});
	}

	@Test
	void t18ChangedRuleKeepsTheLastClaimedTime() {
		started((context) -> {
			Instant mark = awaitMark(context, "report");
			PeriodicTask other = task(context, "other");

			refresh(context, "scheduling.tasks.report.overlap", "buffer-one");

			assertThat(task(context, "report").rules().overlap()).isEqualTo(OverlapPolicy.BUFFER_ONE);
			assertThat(task(context, "other")).isSameAs(other);
			assertThat(awaitMark(context, "report")).isEqualTo(mark);
		});
	}

	@Test
	void zoneIsReadAgain() {
		started((context) -> {
			refresh(context, "scheduling.zone", "Europe/Berlin");

			assertThat(describe(context, "report")).isEqualTo("cron 0 3 * * * (Europe/Berlin)");
		});
	}

	@Test
	void taskThatIsSwitchedOffFiresNoMore() {
		started((context) -> {
			refresh(context, "scheduling.tasks.report.enabled", "false");

			assertThat(task(context, "report").schedule()).isEmpty();
		});
	}

	@Test
	void wrongConfigurationChangesNothingAndIsSaid(CapturedOutput output) {
		started((context) -> {
			refresh(context, "scheduling.tasks.report.cron", "every day");

			assertThat(describe(context, "report")).isEqualTo("cron 0 3 * * * (UTC)");
			assertThat(output).contains("The changed configuration of tasks is wrong and not in force")
				.contains("every day");

			refresh(context, "scheduling.tasks.report.cron", "0 6 * * *");
			assertThat(describe(context, "report")).isEqualTo("cron 0 6 * * * (UTC)");
		});
	}

	@Test
	void otherEventsAreNotHeard(CapturedOutput output) {
		started((context) -> {
			this.settings.put("scheduling.tasks.report.cron", "0 5 * * *");
			context.publishEvent("something else");

			assertThat(describe(context, "report")).isEqualTo("cron 0 3 * * * (UTC)");
		});
	}

	private void started(Consumer<ConfigurableApplicationContext> test) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context.getSourceApplicationContext(ConfigurableApplicationContext.class));
		});
	}

	private void refresh(ConfigurableApplicationContext context, String key, String value) {
		this.settings.put(key, value);
		context.publishEvent(new EnvironmentChangeEvent(context, this.settings.keySet()));
	}

	private static PeriodicTask task(ConfigurableApplicationContext context, String name) {
		return context.getBean(PeriodicTasks.class).find(name).orElseThrow();
	}

	private static String describe(ConfigurableApplicationContext context, String name) {
		return task(context, name).schedule().map(Schedule::describe).orElse("off");
	}

	private static void awaitPlanned(ConfigurableApplicationContext context, String name, String time) {
		PeriodicTasks tasks = context.getBean(PeriodicTasks.class);
		Awaitility.await().until(() -> tasks.nextRuns(name, 1).get(0).toString().endsWith(time));
	}

	private static Instant awaitMark(ConfigurableApplicationContext context, String name) {
		PeriodicStore store = context.getBean(PeriodicStore.class);
		return Awaitility.await().until(() -> store.ledger(name).mark(), (mark) -> mark != null);
	}

	static class Tasks {

		@Periodic(cron = "0 3 * * *", name = "report")
		void report() {
		}

		@Periodic(cron = "0 4 * * *", name = "other")
		void other() {
		}

	}

}
