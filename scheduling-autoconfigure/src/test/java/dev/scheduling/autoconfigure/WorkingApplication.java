package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobQueue;
import dev.scheduling.job.JobState;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTaskOperations;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.periodic.TaskContext;
import dev.scheduling.queue.EnqueueFailedException;
import org.awaitility.Awaitility;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that uses all that is stored in Redis: jobs on several queues, and
 * periodic tasks of both lanes.
 */
final class WorkingApplication {

	/** In different slots, and on different nodes of three. */
	static final List<String> QUEUES = List.of("default", "mail", "slow", "images");

	private static final Duration SOON = Duration.ofSeconds(15);

	private final JobQueue jobs;

	private final Work work;

	private final ApplicationContext context;

	private WorkingApplication(ApplicationContext context) {
		this.context = context;
		this.jobs = context.getBean(JobQueue.class);
		this.work = context.getBean(Work.class);
	}

	static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withPropertyValues("spring.application.name=test", "scheduling.shutdown-timeout=2s")
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, SslAutoConfiguration.class))
			.withConfiguration(SchedulingAutoConfigurations.ALL)
			.withUserConfiguration(Configured.class);
	}

	static WorkingApplication of(ApplicationContext context) {
		return new WorkingApplication(context);
	}

	Work work() {
		return this.work;
	}

	JobQueue jobs() {
		return this.jobs;
	}

	JobId enqueue(String queue, String text) {
		return this.jobs.enqueue("echo", text, JobOptions.defaults().queue(queue));
	}

	/**
	 * Uses everything once.
	 */
	void exercise() {
		runsJobs();
		runsDelayedJobsAndRetries();
		cancels();
		ticks();
		assertThat(this.work.ticks).doesNotHaveDuplicates();
		assertThat(this.work.durableTicks).doesNotHaveDuplicates();
		pauses();
	}

	void runsJobs() {
		for (String queue : QUEUES) {
			List<JobId> ids = enqueue(queue);
			ids.forEach((id) -> assertThat(this.jobs.await(id, SOON).state()).isEqualTo(JobState.SUCCEEDED));
			assertThat(ids.stream().map((id) -> this.jobs.result(id, String.class).orElseThrow())).containsExactly("a",
					"b", "c");
			assertThat(this.jobs.find(ids.get(0)).orElseThrow().queue()).isEqualTo(queue);
		}
	}

	/**
	 * Tries again, as callers do: in a fail-over an enqueue returns or throws within two
	 * seconds.
	 */
	private List<JobId> enqueue(String queue) {
		return Awaitility.await()
			.pollDelay(Duration.ZERO)
			.ignoreExceptionsInstanceOf(EnqueueFailedException.class)
			.until(() -> this.jobs.enqueueAll("echo", List.of("a", "b", "c"), JobOptions.defaults().queue(queue)),
					(ids) -> true);
	}

	private void runsDelayedJobsAndRetries() {
		JobId delayed = this.jobs.enqueue("echo", "later",
				JobOptions.defaults().queue("mail").delay(Duration.ofMillis(300)));
		JobId failing = this.jobs.enqueue("failing", null, JobOptions.defaults().maxAttempts(1));

		assertThat(this.jobs.await(delayed, SOON).state()).isEqualTo(JobState.SUCCEEDED);
		assertThat(this.jobs.await(failing, SOON).state()).isEqualTo(JobState.DEAD);
	}

	private void cancels() {
		JobId waiting = this.jobs.enqueue("echo", "never", JobOptions.defaults().delay(Duration.ofHours(1)));
		JobId running = this.jobs.enqueue("endless", null, JobOptions.defaults().queue("slow"));
		Awaitility.await()
			.until(() -> this.jobs.find(running).map(Job::state).filter(JobState.RUNNING::equals).isPresent());

		assertThat(this.jobs.cancel(waiting)).isTrue();
		assertThat(this.jobs.cancel(running)).isTrue();

		assertThat(this.jobs.find(waiting).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
		assertThat(this.jobs.await(running, SOON).state()).isEqualTo(JobState.CANCELLED);
	}

	void ticks() {
		int before = this.work.ticks.size();
		int durableBefore = this.work.durableTicks.size();
		Awaitility.await()
			.until(() -> this.work.ticks.size() > before + 1 && this.work.durableTicks.size() > durableBefore + 1);
		PeriodicTasks tasks = this.context.getBean(PeriodicTasks.class);
		tasks.trigger("tick", "request-" + before);
		Awaitility.await().until(() -> !tasks.recentRuns("tick", 10).isEmpty());
	}

	private void pauses() {
		PeriodicTaskOperations operations = this.context.getBean(PeriodicTaskOperations.class);
		operations.pause("tick", "test");
		operations.pause("durable-tick", "test");
		assertThat(operations.findPause("tick").orElseThrow().reason()).isEqualTo("test");
		operations.resume("tick");
		operations.resume("durable-tick");
		assertThat(operations.findPause("tick")).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean
		Work work() {
			return new Work();
		}

	}

	static class Work {

		final List<Instant> ticks = new CopyOnWriteArrayList<>();

		final List<Instant> durableTicks = new CopyOnWriteArrayList<>();

		/** Runs by what was echoed. */
		final Map<String, Integer> echoes = new ConcurrentHashMap<>();

		@JobHandler("echo")
		String echo(String text) {
			this.echoes.merge(text, 1, Integer::sum);
			return text;
		}

		@JobHandler("failing")
		void fail() {
			throw new IllegalStateException("as meant");
		}

		@JobHandler("endless")
		void endless(JobContext context) throws InterruptedException {
			context.log("sleeping");
			Thread.sleep(60_000);
		}

		@JobHandler(value = "to-mail", queue = "mail")
		void toMail() {
		}

		@JobHandler(value = "to-slow", queue = "slow")
		void toSlow() {
		}

		@JobHandler(value = "to-images", queue = "images")
		void toImages() {
		}

		@Periodic(interval = "1s")
		void tick(TaskContext context) {
			this.ticks.add(context.scheduledFor());
		}

		@Periodic(interval = "1s", execution = Execution.DURABLE)
		void durableTick(TaskContext context) {
			this.durableTicks.add(context.scheduledFor());
		}

	}

}
