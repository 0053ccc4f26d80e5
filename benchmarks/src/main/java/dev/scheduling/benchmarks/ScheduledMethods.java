package dev.scheduling.benchmarks;

import java.util.Map;

import dev.scheduling.benchmarks.TaskBeanGenerator.Form;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * An application with {@code @Scheduled} methods and without this project, for the time
 * it takes to start. Its methods record nothing.
 */
final class ScheduledMethods implements Subject {

	private final String cron;

	ScheduledMethods(String cron) {
		this.cron = cron;
	}

	@Override
	public Backing backing() {
		return Backing.NONE;
	}

	@Override
	public String settings(int tasks) {
		return "`@Scheduled` with cron `%s`, defaults".formatted(this.cron);
	}

	@Override
	public AutoCloseable start(Load load) {
		return AnnotatedApplication.start(Application.class, new TaskBeanGenerator(Form.SCHEDULED, this.cron), load,
				Map.of("spring.application.name", "benchmarks"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(excludeName = { "dev.scheduling.autoconfigure.AfterResponseAutoConfiguration",
			"dev.scheduling.autoconfigure.BackgroundAutoConfiguration",
			"dev.scheduling.autoconfigure.JobAutoConfiguration",
			"dev.scheduling.autoconfigure.PeriodicAutoConfiguration" })
	@EnableScheduling
	static class Application {

	}

}
