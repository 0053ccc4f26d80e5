package dev.scheduling.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import dev.scheduling.annotation.JobHandlerRegistry;
import dev.scheduling.annotation.PeriodicTaskRegistry;
import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobQueue;
import dev.scheduling.job.JobState;
import dev.scheduling.job.JobsNotEnqueuedEvent;
import dev.scheduling.periodic.TickJob;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.store.redis.RedisJobStore;
import dev.scheduling.testing.RedisProcess;
import dev.scheduling.testing.TestTransactionManager;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class JobAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withConfiguration(SchedulingAutoConfigurations.ALL)
		.withUserConfiguration(Exports.class);

	private final ApplicationContextRunner inMemory = this.contextRunner.withPropertyValues("scheduling.store=memory");

	@Test
	void isFoundByBoot() {
		assertThat(ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class,
				getClass().getClassLoader()))
			.contains(JobAutoConfiguration.class.getName());
	}

	@Test
	void enqueuesInMemory() {
		this.inMemory.withPropertyValues("scheduling.worker.enabled=false").run((context) -> {
			JobQueue queue = context.getBean(JobQueue.class);

			JobId id = queue.enqueue(new Export("EMEA", null));

			assertThat(context).hasSingleBean(JobStore.class).hasSingleBean(InMemoryJobStore.class);
			assertThat(queue.find(id).orElseThrow().state()).isEqualTo(JobState.QUEUED);
		});
	}

	@Test
	void enqueuesInRedis() {
		try (RedisProcess redis = RedisProcess.start()) {
			this.contextRunner
				.withPropertyValues("spring.data.redis.port=" + redis.port(), "spring.application.name=orders")
				.run((context) -> {
					JobQueue queue = context.getBean(JobQueue.class);

					List<JobId> ids = queue.enqueueAll(List.of(new Export("EMEA", null), new Export("APAC", null)),
							JobOptions.defaults().delay(Duration.ofHours(1)));

					assertThat(context).hasSingleBean(RedisJobStore.class);
					assertThat(ids).allSatisfy(
							(id) -> assertThat(queue.find(id).orElseThrow().state()).isEqualTo(JobState.SCHEDULED));
					assertThat(queue.cancel(ids.get(0))).isTrue();
					assertThat(queue.await(ids.get(0), Duration.ofSeconds(5)).state()).isEqualTo(JobState.CANCELLED);
				});
		}
	}

	@Test
	void enqueuesWhereNothingIsFiredOrConsumed() {
		this.inMemory.withPropertyValues("scheduling.enabled=false", "scheduling.worker.enabled=false")
			.run((context) -> assertThat(context.getBean(JobQueue.class).enqueue(new Export("EMEA", null)))
				.isNotNull());
	}

	@Test
	void findsHandlersOfAnApplicationWithLazyInitialization() {
		this.inMemory
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean(JobHandlerRegistry.class).handlers()).hasSize(1));
	}

	@Test
	void stepsBackForAQueueOfTheApplication() {
		this.inMemory.withBean("mine", JobQueue.class, () -> mock(JobQueue.class))
			.run((context) -> assertThat(context).hasSingleBean(JobQueue.class).hasBean("mine"));
	}

	@Test
	void addsNoBeanThatTakesTheApplicationsPlace() {
		this.inMemory.run((context) -> {
			assertThat(context).hasSingleBean(JsonMapper.class);
			assertThat(context).doesNotHaveBean(Clock.class);
			assertThat(context).doesNotHaveBean(Executor.class);
			assertThat(context).doesNotHaveBean(TaskExecutor.class);
			assertThat(context).doesNotHaveBean(TaskScheduler.class);
		});
	}

	@Test
	void j18PayloadsFollowTheApplicationsJsonSettingsButNotItsCareless() {
		this.inMemory
			.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE",
					"spring.jackson.deserialization.fail-on-unknown-properties=true")
			.run((context) -> {
				PayloadCodec payloads = context.getBean(PayloadCodec.class);

				assertThat(new String(payloads.write(new Export("EMEA", Instant.EPOCH)), StandardCharsets.UTF_8))
					.isEqualTo("{\"region\":\"EMEA\",\"valid_until\":\"1970-01-01T00:00:00Z\"}");
				assertThat(
						payloads.read("{\"region\":\"EMEA\",\"new\":1}".getBytes(StandardCharsets.UTF_8), Export.class))
					.isEqualTo(new Export("EMEA", null));
			});
	}

	@Test
	void j16PublishesWhatATransactionCouldNotStoreToListenersOfTheApplication() {
		this.contextRunner.withPropertyValues("spring.data.redis.port=1", "scheduling.redis.required-at-startup=false")
			.withUserConfiguration(Listener.class)
			.run((context) -> {
				JobQueue queue = context.getBean(JobQueue.class);

				JobId id = new TransactionTemplate(new TestTransactionManager())
					.execute((status) -> queue.enqueue(new Export("EMEA", null)));

				assertThat(context.getBean(Listener.class).event.jobs())
					.extracting(JobsNotEnqueuedEvent.NotEnqueued::id)
					.containsExactly(id);
			});
	}

	@Test
	void j24BindsThePayloadOfAConfiguredTask() {
		this.inMemory
			.withPropertyValues("scheduling.tasks.export-emea.job=export-data",
					"scheduling.tasks.export-emea.interval=1h", "scheduling.tasks.export-emea.payload.region=EMEA",
					"scheduling.tasks.export-emea.payload.valid-until=2026-11-23T12:00:00Z")
			.run((context) -> assertThat(context.getBean(PeriodicTaskRegistry.class).tasks().get(0).job())
				.contains(new TickJob("export-data", "default",
						new Export("EMEA", Instant.parse("2026-11-23T12:00:00Z")), null, null)));
	}

	@Test
	void j24BindsListsNullsAndOddKeysOfAPayloadAsTheyAreWritten() {
		new ApplicationContextRunner().withConfiguration(SchedulingAutoConfigurations.ALL)
			.withUserConfiguration(Rows.class)
			.withPropertyValues("scheduling.store=memory", "scheduling.tasks.nightly.job=rows",
					"scheduling.tasks.nightly.cron=@daily", "scheduling.tasks.nightly.payload.columns[0]=a",
					"scheduling.tasks.nightly.payload.columns[1]=b", "scheduling.tasks.nightly.payload.limits[a/b]=7")
			.run((context) -> assertThat(
					context.getBean(PeriodicTaskRegistry.class).tasks().get(0).job().orElseThrow().payload())
				.isEqualTo(new RowRequest(List.of("a", "b"), Map.of("a/b", 7), null)));
	}

	@Test
	void workerHasTheDocumentedDefaults() {
		this.inMemory.run((context) -> {
			WorkerProperties worker = context.getBean(WorkerProperties.class);

			assertThat(worker.enabled()).isTrue();
			assertThat(worker.concurrencyOn(true)).isEqualTo(256);
			assertThat(worker.concurrencyOn(false))
				.isEqualTo(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
			assertThat(worker.queuesOf(List.of("slow", "default"))).containsExactly("default", "slow");
		});
	}

	@Test
	void workersQueuesAndConcurrencyCanBeSet() {
		this.inMemory
			.withPropertyValues("scheduling.worker.queues=fast,slow", "scheduling.worker.concurrency=7",
					"scheduling.worker.enabled=false")
			.run((context) -> {
				WorkerProperties worker = context.getBean(WorkerProperties.class);

				assertThat(worker.enabled()).isFalse();
				assertThat(worker.concurrencyOn(true)).isEqualTo(7);
				assertThat(worker.queuesOf(List.of("other"))).containsExactlyInAnyOrder("fast", "slow");
			});
	}

	static class Exports {

		@JobHandler("export-data")
		void export(Export request) {
		}

	}

	record Export(String region, Instant validUntil) {

	}

	static class Rows {

		@JobHandler("rows")
		void rows(RowRequest request) {
		}

	}

	record RowRequest(List<String> columns, Map<String, Integer> limits, String unset) {

	}

	static class Listener {

		private JobsNotEnqueuedEvent event;

		@EventListener
		void on(JobsNotEnqueuedEvent event) {
			this.event = event;
		}

	}

}
