package dev.scheduling.benchmarks.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobQueue;
import dev.scheduling.job.QueueOperations;
import dev.scheduling.periodic.PeriodicTasks;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * This project: an application with a {@code @JobHandler}.
 */
final class StarterSubject implements LoadSubject {

	/** The property with the number of periodic tasks of a mixed load. */
	static final String TASKS = "benchmarks.tasks";

	private static final String QUEUE = "default";

	@Override
	public Store keptIn() {
		return Store.REDIS;
	}

	@Override
	public String settings() {
		return "defaults, but for `scheduling.worker.concurrency`, and `scheduling.queues.default.partitions` where said";
	}

	@Override
	public LoadQueue open(Setup setup) {
		MixedJobs mixed = new MixedJobs(setup.jobs());
		int tasks = Integer.parseInt(setup.properties().getOrDefault(TASKS, "0"));
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(properties(setup))
			.initializers((fresh) -> {
				GenericApplicationContext beans = (GenericApplicationContext) fresh;
				beans.registerBean(Handler.class, () -> new Handler(setup.jobs()));
				if (tasks > 0) {
					beans.registerBean(MixedJobs.class, () -> mixed);
				}
			})
			.run();
		if (tasks > 0) {
			mixed.schedule(context.getBean(PeriodicTasks.class), tasks);
		}
		return new Queue(context, context.getBean(JobQueue.class), context.getBean(QueueOperations.class), mixed);
	}

	private static Map<String, Object> properties(Setup setup) {
		Map<String, Object> properties = new HashMap<>(setup.properties());
		properties.put("spring.application.name", "benchmarks");
		properties.put("spring.data.redis.port", setup.port());
		if (setup.concurrency() > 0) {
			properties.put("scheduling.worker.concurrency", setup.concurrency());
		}
		return properties;
	}

	private record Queue(ConfigurableApplicationContext context, JobQueue jobs, QueueOperations operations,
			MixedJobs mixed) implements LoadQueue {

		@Override
		public void enqueue(Payload payload) {
			this.jobs.enqueue(payload);
		}

		@Override
		public void enqueueAll(List<Payload> payloads) {
			this.jobs.enqueueAll(payloads);
		}

		@Override
		public void enqueueMixed(int job) {
			this.mixed.enqueue(this.jobs, job);
		}

		@Override
		public Jobs ticks() {
			return this.mixed.ticks();
		}

		@Override
		public void pause() {
			this.operations.pause(QUEUE);
		}

		@Override
		public void resume() {
			this.operations.resume(QUEUE);
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	static class Handler {

		private final Jobs jobs;

		Handler(Jobs jobs) {
			this.jobs = jobs;
		}

		@JobHandler("load")
		void run(Payload payload) throws InterruptedException {
			this.jobs.run(payload.at());
		}

	}

}
