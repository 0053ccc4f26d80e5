package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.time.ZoneOffset;

import dev.scheduling.annotation.PeriodicTaskRegistry;
import dev.scheduling.autoconfigure.SchedulingProperties.StoreType;
import dev.scheduling.autoconfigure.SchedulingProperties.UnknownTasks;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class PeriodicAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(SchedulingAutoConfigurations.ALL)
		.withPropertyValues("scheduling.store=memory")
		.withUserConfiguration(Reports.class);

	@Test
	void collectsTheTasksOfTheApplication() {
		this.contextRunner.withPropertyValues("scheduling.tasks.nightly-report.interval=5m")
			.run((context) -> assertThat(context.getBean(PeriodicTaskRegistry.class).tasks())
				.extracting(PeriodicTask::toString)
				.containsExactly("PeriodicTask[nightly-report, every 5m]"));
	}

	@Test
	void findsTasksOfAnApplicationWithLazyInitialization() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("scheduling.tasks.nightly-report.interval=5m")
			.run((context) -> assertThat(context.getBean(PeriodicTaskRegistry.class).tasks()).hasSize(1));
	}

	@Test
	void warnsOfUnknownTasksWhereAsked(CapturedOutput output) {
		this.contextRunner.withPropertyValues("scheduling.unknown-tasks=warn", "scheduling.tasks.nightly.cron=@daily")
			.run((context) -> assertThat(context).hasNotFailed());

		assertThat(output).containsPattern("WARN.*The configuration sets values for tasks that do not exist:")
			.contains("scheduling.tasks.nightly.cron");
	}

	@Test
	void ignoresUnknownTasksWhereAsked(CapturedOutput output) {
		this.contextRunner.withPropertyValues("scheduling.unknown-tasks=ignore", "scheduling.tasks.nightly.cron=@daily")
			.run((context) -> assertThat(context).hasNotFailed());

		assertThat(output).doesNotContain("do not exist");
	}

	@Test
	void takesTheNamespaceFromTheApplicationsName(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.application.name=orders")
			.run((context) -> assertThat(context.getBean(Namespace.class).value()).isEqualTo("orders"));

		assertThat(output).doesNotContain("scheduling.namespace");
	}

	@Test
	void prefersTheConfiguredNamespace() {
		this.contextRunner.withPropertyValues("spring.application.name=orders", "scheduling.namespace=shop.orders_v2")
			.run((context) -> assertThat(context.getBean(Namespace.class).value()).isEqualTo("shop.orders_v2"));
	}

	@Test
	void warnsOfTheNamespaceThatEverybodyHas(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(context.getBean(Namespace.class).value()).isEqualTo("default"));

		assertThat(output).contains("so the namespace is 'default'");
	}

	@Test
	void hasTheDocumentedDefaults() {
		SchedulingProperties properties = Binder.get(new StandardEnvironment())
			.bindOrCreate("scheduling", Bindable.of(SchedulingProperties.class));

		assertThat(properties.enabled()).isTrue();
		assertThat(properties.scheduler().enabled()).isTrue();
		assertThat(properties.namespace()).isNull();
		assertThat(properties.zone().normalized()).isEqualTo(ZoneOffset.UTC);
		assertThat(properties.store()).isEqualTo(StoreType.REDIS);
		assertThat(properties.lease()).isEqualTo(Duration.ofSeconds(10));
		assertThat(properties.shutdownTimeout()).isEqualTo(Duration.ofSeconds(20));
		assertThat(properties.unknownTasks()).isEqualTo(UnknownTasks.FAIL);
		assertThat(properties.logTasks()).isTrue();
		assertThat(properties.redis().requiredAtStartup()).isTrue();
		assertThat(properties.scheduler().queueCapacity()).isEqualTo(1000);
		assertThat(properties.scheduler().concurrencyOn(true)).isEqualTo(256);
		assertThat(properties.scheduler().concurrencyOn(false)).isGreaterThanOrEqualTo(4);
	}

	@Test
	void refusesALeaseBelowASecond() {
		this.contextRunner.withPropertyValues("scheduling.lease=10ms")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessage("'scheduling.lease' (10 ms) must be at least 1s"));
	}

	static class Reports {

		@Periodic(interval = "1h")
		void nightlyReport() {
		}

	}

}
