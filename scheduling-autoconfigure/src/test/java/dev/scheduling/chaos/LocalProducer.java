package dev.scheduling.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.scheduling.chaos.Work.Manner;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobQueue;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A producer in the process of the test, for single jobs.
 *
 * @param context its application
 */
record LocalProducer(ConfigurableApplicationContext context) implements AutoCloseable {

	static LocalProducer start(Path events, int port, List<String> arguments) {
		return new LocalProducer(new SpringApplicationBuilder(ProducerApplication.class).run(Stream.concat(
				arguments.stream(),
				Stream.of("--scheduling.worker.enabled=false", "--spring.data.redis.port=" + port, "--events=" + events,
						"--producer.name=local-", "--producer.seed=0", "--producer.rate=0", "--producer.millis=1"))
			.toArray(String[]::new)));
	}

	/**
	 * Enqueues a job on a sound Redis.
	 * @param name its name
	 * @param millis how long it takes
	 * @param manner how it behaves
	 * @return its id
	 */
	JobId enqueue(String name, int millis, Manner manner) {
		return producer().enqueue(new Work(name, millis, 0, manner), JobOptions.defaults()).orElseThrow();
	}

	Producer producer() {
		return this.context.getBean(Producer.class);
	}

	JobQueue queue() {
		return this.context.getBean(JobQueue.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
