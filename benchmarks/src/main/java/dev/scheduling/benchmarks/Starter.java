package dev.scheduling.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.scheduling.benchmarks.TaskBeanGenerator.Form;
import dev.scheduling.periodic.TaskScope;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * This project: an application with {@code @Periodic} methods.
 */
final class Starter implements Subject {

	private static final int DEFAULT_QUEUE_CAPACITY = 1000;

	private final String cron;

	private final TaskScope scope;

	private final int concurrency;

	/**
	 * Creates the subject.
	 * @param cron the schedule of each task
	 * @param scope the scope of each task
	 * @param concurrency how many run at once, 0 for the default
	 */
	Starter(String cron, TaskScope scope, int concurrency) {
		this.cron = cron;
		this.scope = scope;
		this.concurrency = concurrency;
	}

	@Override
	public Backing backing() {
		return Backing.REDIS;
	}

	@Override
	public String settings(int tasks) {
		Map<String, Object> properties = properties(tasks);
		return "`@Periodic` with cron `%s`, ".formatted(this.cron)
				+ (properties.isEmpty() ? "defaults" : "`%s`".formatted(properties));
	}

	private Map<String, Object> properties(int tasks) {
		Map<String, Object> properties = new LinkedHashMap<>();
		if (this.scope != TaskScope.CLUSTER) {
			properties.put("scheduling.defaults.scope", "instance");
		}
		if (this.concurrency > 0) {
			properties.put("scheduling.scheduler.concurrency", this.concurrency);
		}
		// Each task of a second wants a place at the same moment.
		if (tasks > DEFAULT_QUEUE_CAPACITY) {
			properties.put("scheduling.scheduler.queue-capacity", tasks);
		}
		return properties;
	}

	@Override
	public AutoCloseable start(Load load) {
		Map<String, Object> properties = properties(load.tasks());
		properties.put("spring.application.name", "benchmarks");
		properties.put("spring.data.redis.port", load.port());
		return AnnotatedApplication.start(Application.class, new TaskBeanGenerator(Form.PERIODIC, this.cron), load,
				properties);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
