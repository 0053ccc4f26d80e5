package dev.scheduling.benchmarks;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Cron tasks of Spring, registered as {@code @Scheduled} methods are.
 */
final class SpringCron implements Subject {

	private final int poolSize;

	SpringCron(int poolSize) {
		this.poolSize = poolSize;
	}

	@Override
	public Backing backing() {
		return Backing.NONE;
	}

	@Override
	public String settings(int tasks) {
		return "cron `* * * * * *`, `spring.task.scheduling.pool.size=%d`".formatted(this.poolSize);
	}

	@Override
	public AutoCloseable start(Load load) {
		return start(load, this.poolSize, (task, body) -> body);
	}

	/**
	 * Starts tasks.
	 * @param load the tasks
	 * @param poolSize how many threads the scheduler has
	 * @param decorator what is put around the body of a task
	 * @return stops them
	 */
	static AutoCloseable start(Load load, int poolSize, Decorator decorator) {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setPoolSize(poolSize);
		scheduler.initialize();
		ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();
		registrar.setTaskScheduler(scheduler);
		for (int i = 0; i < load.tasks(); i++) {
			int task = i;
			NominalCron cron = new NominalCron();
			registrar.addTriggerTask(decorator.decorate(task, () -> load.starts().add(task, cron.nominal())), cron);
		}
		registrar.afterPropertiesSet();
		return () -> {
			registrar.destroy();
			scheduler.shutdown();
		};
	}

	/**
	 * Puts something around the body of a task.
	 */
	@FunctionalInterface
	interface Decorator {

		Runnable decorate(int task, Runnable body);

	}

}
