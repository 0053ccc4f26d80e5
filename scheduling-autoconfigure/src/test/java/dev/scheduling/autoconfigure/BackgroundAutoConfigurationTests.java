package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.scheduling.background.AfterResponseFilter;
import dev.scheduling.background.BackgroundTasks;
import dev.scheduling.background.HandledFailureObserver;
import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.execution.ShutdownBudget;
import dev.scheduling.periodic.Periodic;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class BackgroundAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(BackgroundAutoConfiguration.class,
			AfterResponseAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(CONFIGURATIONS);

	@Test
	void runsTasksAtOnceWithoutAWebApplication() {
		this.runner.run((context) -> {
			assertRunsATask(context);
			assertThat(context).doesNotHaveBean(AfterResponseAutoConfiguration.class);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "scheduling.enabled=false", "spring.main.lazy-initialization=true" })
	void runsTasksWith(String property) {
		this.runner.withPropertyValues(property).run(BackgroundAutoConfigurationTests::assertRunsATask);
	}

	@Test
	void leavesTheApplicationItsOwnBackgroundTasks() {
		new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withUserConfiguration(OwnBackgroundTasks.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(BackgroundTasks.class).hasBean("own");
				assertThat(context).doesNotHaveBean(AfterResponseAutoConfiguration.class);
			});
	}

	@Test
	void offersNothingThatAnApplicationCouldTakeForItsOwnExecutor() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(Executor.class)
			.doesNotHaveBean(TaskExecutor.class)
			.doesNotHaveBean(TaskScheduler.class));
	}

	@Test
	void putsTheFilterOutsideAllOthersInAWebApplication() {
		new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS).run((context) -> {
			assertThat(context).hasSingleBean(HandledFailureObserver.class);
			FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
			assertThat(registration.getFilter()).isInstanceOf(AfterResponseFilter.class);
			assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
		});
	}

	@Test
	void b5FullQueueRejectsNamingTheProperty() {
		this.runner
			.withPropertyValues("scheduling.background.queue-capacity=0", "scheduling.background.concurrency=1",
					"scheduling.shutdown-timeout=0s")
			.run((context) -> {
				BackgroundTasks background = context.getBean(BackgroundTasks.class);
				background.add("first", () -> await(new CountDownLatch(1)));

				assertThatExceptionOfType(RejectedExecutionException.class)
					.isThrownBy(() -> background.add("second", () -> {
					}))
					.withMessage("Executor 'scheduling-background-' is full: 1 running and 0 queued are its limit;"
							+ " raise 'scheduling.background.queue-capacity' or add less work");
			});
	}

	@Test
	@Timeout(30)
	void b5ShutdownHasNoMoreTimeThanIsLeftOfTheOneBudget() {
		AtomicLong nanos = new AtomicLong();
		ShutdownBudget budget = new ShutdownBudget(Duration.ofMinutes(10), nanos::get);
		InProcessExecutor executor = new InProcessExecutor("test-", 1, 1, false, "test");
		BackgroundTasksLifecycle lifecycle = new BackgroundTasksLifecycle(executor, budget);
		lifecycle.start();
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		executor.execute(() -> {
			running.countDown();
			await(new CountDownLatch(1));
			interrupted.countDown();
		});
		await(running);
		budget.start(); // by another part, which has used it up
		nanos.addAndGet(Duration.ofMinutes(10).toNanos());

		lifecycle.stop();

		await(interrupted);
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	@Timeout(30)
	void b5ShutdownOfBackgroundTasksStartsTheBudgetOfTheOtherParts() {
		AtomicLong nanos = new AtomicLong();
		ShutdownBudget budget = new ShutdownBudget(Duration.ofMinutes(10), nanos::get);
		BackgroundTasksLifecycle lifecycle = new BackgroundTasksLifecycle(
				new InProcessExecutor("test-", 1, 1, false, "test"), budget);
		lifecycle.start();

		lifecycle.stop();
		nanos.addAndGet(Duration.ofMinutes(4).toNanos());

		assertThat(budget.remaining()).isEqualTo(Duration.ofMinutes(6));
	}

	@Test
	void b5DrainsAfterTheWebServerHasStopped() {
		int webServerStops = WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1024;

		this.runner.run((context) -> assertThat(context.getBean(BackgroundTasksLifecycle.class).getPhase())
			.isLessThan(webServerStops));
	}

	@Test
	void b7WarnsOfAPeriodicRunThatIsStillRunning(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(SchedulingAutoConfigurations.ALL)
			.withUserConfiguration(SlowReport.class)
			.withPropertyValues("scheduling.store=memory", "scheduling.background.long-run-threshold=10ms",
					"scheduling.shutdown-timeout=0s")
			.run((context) -> Awaitility.await()
				.until(() -> output.getAll().contains("Periodic task 'slow-report' is still running after 10ms")));
	}

	@Test
	void readsItsProperties() {
		this.runner
			.withPropertyValues("scheduling.background.queue-capacity=7", "scheduling.background.concurrency=3",
					"scheduling.background.stop-on-error=true", "scheduling.background.run-on-error=true",
					"scheduling.background.long-run-threshold=1m", "scheduling.shutdown-timeout=5s")
			.run((context) -> {
				assertThat(context.getBean(BackgroundProperties.class))
					.isEqualTo(new BackgroundProperties(7, 3, true, true, Duration.ofMinutes(1)));
				assertThat(context.getBean(ShutdownBudget.class).remaining()).isEqualTo(Duration.ofSeconds(5));
			});
	}

	@Test
	void b5b7HasTheDocumentedDefaults() {
		this.runner.run((context) -> {
			BackgroundProperties properties = context.getBean(BackgroundProperties.class);
			assertThat(properties)
				.isEqualTo(new BackgroundProperties(1000, null, false, false, Duration.ofSeconds(30)));
			assertThat(properties.concurrencyOn(true)).isEqualTo(256);
			assertThat(properties.concurrencyOn(false)).isGreaterThanOrEqualTo(4);
			assertThat(context.getBean(ShutdownBudget.class).remaining()).isEqualTo(Duration.ofSeconds(20));
		});
	}

	@Test
	void keepsItsExecutorOutOfUnqualifiedInjectionPoints() {
		this.runner.withUserConfiguration(WantsAnyExecutor.class)
			.run((context) -> assertThat(context.getBean(WantsAnyExecutor.class).executor).isNull());
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void assertRunsATask(ApplicationContext context) throws InterruptedException {
		CountDownLatch ran = new CountDownLatch(1);
		context.getBean(BackgroundTasks.class).add("task", ran::countDown);
		assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
	}

	static class SlowReport {

		@Periodic(name = "slow-report", interval = "200ms")
		void report() {
			await(new CountDownLatch(1));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBackgroundTasks {

		@Bean
		BackgroundTasks own() {
			return new BackgroundTasks() {
				@Override
				public void add(Runnable task) {
				}

				@Override
				public void add(String name, Runnable task) {
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WantsAnyExecutor {

		private final @Nullable InProcessExecutor executor;

		WantsAnyExecutor(ObjectProvider<InProcessExecutor> executor) {
			this.executor = executor.getIfAvailable();
		}

	}

}
