package dev.scheduling.benchmarks.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobQueue;
import dev.scheduling.job.QueueOperations;

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

	private static final String QUEUE = "default";

	@Override
	public Store store() {
		return Store.REDIS;
	}

	@Override
	public String settings() {
		return "defaults, but for `scheduling.worker.concurrency`";
	}

	@Override
	public LoadQueue open(Setup setup) {
		Map<String, Object> properties = new HashMap<>(setup.properties());
		properties.put("spring.application.name", "benchmarks");
		properties.put("spring.data.redis.port", setup.port());
		properties.put("scheduling.worker.concurrency", setup.concurrency());
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.initializers((fresh) -> ((GenericApplicationContext) fresh).registerBean(Handler.class,
					() -> new Handler(setup.jobs())))
			.run();
		Queue queue = new Queue(context, context.getBean(JobQueue.class), context.getBean(QueueOperations.class));
		queue.pause();
		return queue;
	}

	private record Queue(ConfigurableApplicationContext context, JobQueue jobs,
			QueueOperations operations) implements LoadQueue {

		@Override
		public void enqueue(Payload payload) {
			this.jobs.enqueue(payload);
		}

		@Override
		public void enqueueAll(List<Payload> payloads) {
			this.jobs.enqueueAll(payloads);
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
