package dev.scheduling.autoconfigure;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.queue.JobEnvelope;
import dev.scheduling.queue.JobEnvelopeCodec;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.LiveWorker;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.memory.InMemoryJobStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WorkerConfigurationTests {

	private static final int WEB_SERVER_STOP = WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1024;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("scheduling.store=memory", "spring.application.name=test")
		.withConfiguration(SchedulingAutoConfigurations.ALL);

	private final ApplicationContextRunner application = this.runner.withUserConfiguration(Handlers.class);

	@ParameterizedTest
	@ValueSource(strings = { "a=b", "spring.main.lazy-initialization=true" })
	void runsJobsOfEachQueueThatAHandlerNames(String property, CapturedOutput output) {
		this.application.withPropertyValues(property).run((context) -> {
			InMemoryJobStore store = context.getBean(InMemoryJobStore.class);
			JobId id = enqueue(store, "noop", JobId.DEFAULT_QUEUE);
			JobId other = enqueue(store, "report", "reports");

			Awaitility.await().until(() -> state(store, id) == JobState.SUCCEEDED);
			Awaitility.await().until(() -> state(store, other) == JobState.SUCCEEDED);
		});
		assertThat(output).contains("jobs at a time on queues [default, reports, yearly], 3 handlers, 0 jobs waiting");
	}

	@ParameterizedTest
	@ValueSource(strings = { "scheduling.enabled=false", "scheduling.worker.enabled=false" })
	void consumesNothingWithoutItsRole(String role) {
		this.application.withPropertyValues(role).run((context) -> {
			assertThat(context.getBean(WorkerLifecycle.class).isRunning()).isFalse();
			assertThat(context.getBean(InMemoryJobStore.class).workers()).isEmpty();
		});
	}

	@Test
	void consumesNothingWithoutAHandler() {
		this.runner.run((context) -> assertThat(context.getBean(WorkerLifecycle.class).isRunning()).isFalse());
	}

	@Test
	void readsItsProperties() {
		this.application.withPropertyValues("scheduling.worker.queues=slow,fast", "scheduling.worker.concurrency=1")
			.run((context) -> {
				assertThat(context.getBean(WorkerRole.class).queues()).containsExactly("fast", "slow");
				assertThat(context.getBean(WorkerConfiguration.EXECUTOR, InProcessExecutor.class).concurrency())
					.isEqualTo(1);
				Awaitility.await()
					.until(() -> context.getBean(InMemoryJobStore.class).queues().containsAll(List.of("slow", "fast")));
			});
	}

	@Test
	void refusesAQueueThatCannotBe() {
		this.application.withPropertyValues("scheduling.worker.queues=a b")
			.run((context) -> assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining("'a b'"));
	}

	@Test
	void keepsAnApplicationAliveThatDoesNothingElse() {
		this.application.run((context) -> assertThat(Thread.getAllStackTraces().keySet())
			.anyMatch((thread) -> thread.getName().equals("scheduling-reap-leases") && !thread.isDaemon()));
	}

	@Test
	void leavesNoThreadBehind() {
		this.application.run((context) -> assertThat(context).hasNotFailed());

		assertThat(Thread.getAllStackTraces().keySet())
			.noneMatch((thread) -> thread.getName().startsWith("scheduling-worker-"));
	}

	@Test
	void j20StopsFetchingFirstAndDrainsAfterTheWebServer() {
		this.application.run((context) -> {
			assertThat(context.getBean(WorkerLifecycle.class).getPhase())
				.isGreaterThan(WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE)
				.isLessThan(Integer.MAX_VALUE);
			assertThat(context.getBean(WorkerDrainLifecycle.class).getPhase()).isLessThan(WEB_SERVER_STOP);
		});
	}

	@Test
	void consumesAgainAfterAStop() {
		this.application.run((context) -> {
			InMemoryJobStore store = context.getBean(InMemoryJobStore.class);
			Awaitility.await().until(() -> store.workers().size() == 1);
			String before = store.workers().get(0).name();

			context.getSourceApplicationContext().stop();
			assertThat(store.workers()).isEmpty();
			context.getSourceApplicationContext().start();

			JobId id = enqueue(store, "noop", JobId.DEFAULT_QUEUE);
			Awaitility.await().until(() -> state(store, id) == JobState.SUCCEEDED);
			assertThat(store.workers()).extracting(LiveWorker::name).hasSize(1).doesNotContain(before);
		});
	}

	private static JobId enqueue(JobStore store, String handler, String queue) {
		JobId id = JobId.of(handler + System.nanoTime(), queue);
		byte[] envelope = new JobEnvelopeCodec()
			.encode(new JobEnvelope(handler, Instant.EPOCH, null, null, null, Map.of(), null));
		store.enqueue(queue, List.of(NewJob.ready(id, envelope)));
		return id;
	}

	private static JobState state(JobStore store, JobId id) {
		return store.find(id).orElseThrow().state();
	}

	static class Handlers {

		@JobHandler("noop")
		void noop() {
		}

		@JobHandler(value = "report", queue = "reports")
		void report() {
		}

		@Periodic(cron = "0 0 1 1 *", execution = Execution.DURABLE, name = "yearly", queue = "yearly")
		void yearly() {
		}

	}

}
