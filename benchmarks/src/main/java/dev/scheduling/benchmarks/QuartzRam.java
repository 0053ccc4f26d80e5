package dev.scheduling.benchmarks;

import java.util.Properties;

import org.quartz.SchedulerException;

/**
 * Quartz in memory: no promise about other nodes.
 */
final class QuartzRam implements Subject {

	private final int threads;

	QuartzRam(int threads) {
		this.threads = threads;
	}

	@Override
	public Backing backing() {
		return Backing.NONE;
	}

	@Override
	public String settings(int tasks) {
		return "cron `* * * * * ?`, `RAMJobStore`, %d threads, triggers fetched %d at a time".formatted(this.threads,
				batch());
	}

	/** Quartz fetches one trigger at a time by default, which suits its default pool. */
	private int batch() {
		return (this.threads > 10) ? this.threads : 1;
	}

	@Override
	public AutoCloseable start(Load load) throws SchedulerException {
		Properties settings = new Properties();
		settings.setProperty("org.quartz.threadPool.threadCount", Integer.toString(this.threads));
		settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
		settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
		settings.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", Integer.toString(batch()));
		return QuartzJob.start(load, settings);
	}

}
