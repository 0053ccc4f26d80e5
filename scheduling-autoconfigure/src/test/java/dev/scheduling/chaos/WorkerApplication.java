package dev.scheduling.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.scheduling.autoconfigure.BackgroundAutoConfiguration;
import dev.scheduling.autoconfigure.JobAutoConfiguration;
import dev.scheduling.autoconfigure.PeriodicAutoConfiguration;
import dev.scheduling.autoconfigure.WatchedWorkerConnections;
import dev.scheduling.chaos.JobEvent.Kind;
import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import dev.scheduling.job.RetryAfterException;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The application whose processes run jobs. Each step of an attempt is a line of the
 * process' file.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, BackgroundAutoConfiguration.class,
		PeriodicAutoConfiguration.class, JobAutoConfiguration.class })
class WorkerApplication {

	private static final Duration NEXT_ATTEMPT = Duration.ofMillis(200);

	private final JobEventLog log;

	WorkerApplication(@Value("${events}") Path events) {
		this.log = new JobEventLog(events);
	}

	public static void main(String[] arguments) {
		SpringApplication.run(WorkerApplication.class, arguments);
	}

	@Bean
	static WatchedWorkerConnections watchedWorkerConnections(Environment environment) {
		JobEventLog log = new JobEventLog(Path.of(environment.getRequiredProperty("events")));
		return new WatchedWorkerConnections((store) -> StoreWatch.over(store, log));
	}

	@JobHandler("work")
	void work(Work work, JobContext context) throws InterruptedException {
		this.log.add(Kind.STARTED, context.id().value(), context.fencingToken(), work.name());
		Kind end = Kind.STOPPED;
		try {
			spend(work);
			end = (context.attempt() > work.failures()) ? Kind.RETURNED : Kind.FAILED;
		}
		finally {
			this.log.add(end, context.id().value(), context.fencingToken(), "-");
		}
		if (end == Kind.FAILED) {
			throw new RetryAfterException(NEXT_ATTEMPT, "as planned");
		}
	}

	private static void spend(Work work) throws InterruptedException {
		switch (work.manner()) {
			case CALM -> Thread.sleep(work.millis());
			case DEAF -> sleepDeaf(work.millis());
			case BUSY -> spin(work.millis());
			case POISON -> {
				Thread.sleep(work.millis());
				Runtime.getRuntime().halt(137);
			}
		}
	}

	private static void sleepDeaf(int millis) {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		while (System.nanoTime() < end) {
			try {
				TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
			}
			catch (InterruptedException ex) {
				// That is what it is deaf to.
			}
		}
	}

	private static void spin(int millis) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		while (System.nanoTime() < end) {
			if (Thread.currentThread().isInterrupted()) {
				throw new InterruptedException();
			}
		}
	}

}
