package dev.scheduling.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import dev.scheduling.autoconfigure.BackgroundAutoConfiguration;
import dev.scheduling.autoconfigure.JobAutoConfiguration;
import dev.scheduling.autoconfigure.PeriodicAutoConfiguration;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobQueue;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The application whose processes enqueue jobs, as many a second as they are told, until
 * they are stopped. A part of the jobs is delayed, fails once, or is not kept.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, BackgroundAutoConfiguration.class,
		PeriodicAutoConfiguration.class, JobAutoConfiguration.class })
class ProducerApplication {

	private static final Duration PAUSE = Duration.ofMillis(100);

	public static void main(String[] arguments) {
		SpringApplication.run(ProducerApplication.class, arguments);
	}

	@Bean
	Producer producer(JobQueue queue, @Value("${events}") Path events) {
		return new Producer(queue, new JobEventLog(events));
	}

	/** Not on the main thread, which a stop would wait for. */
	@Bean
	ApplicationRunner stream(Producer producer, @Value("${producer.name}") String name,
			@Value("${producer.seed}") long seed, @Value("${producer.rate}") int rate,
			@Value("${producer.millis}") int millis) {
		return (ApplicationArguments arguments) -> {
			Thread thread = new Thread(() -> stream(producer, name, new Random(seed), rate, millis), "stream");
			thread.start();
		};
	}

	@SuppressWarnings("InfiniteLoopStatement") // the process is killed or told to stop
	private static void stream(Producer producer, String name, Random random, int rate, int millis) {
		int sent = 0;
		long start = System.nanoTime();
		try {
			while (true) {
				long due = rate * (System.nanoTime() - start) / 1_000_000_000L;
				for (; sent < due && !Thread.currentThread().isInterrupted(); sent++) {
					producer.enqueue(draw(name + sent, random, millis), draw(random));
				}
				Thread.sleep(PAUSE.toMillis() / 5);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Work draw(String name, Random random, int millis) {
		int failures = (random.nextInt(20) == 0) ? 1 : 0;
		return new Work(name, millis / 2 + random.nextInt(millis), failures, Work.Manner.CALM);
	}

	private static JobOptions draw(Random random) {
		return switch (random.nextInt(10)) {
			case 0, 1 -> JobOptions.defaults().retention(Duration.ZERO);
			case 2 -> JobOptions.defaults().delay(PAUSE);
			default -> JobOptions.defaults();
		};
	}

}
