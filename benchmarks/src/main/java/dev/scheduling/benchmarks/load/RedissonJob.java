package dev.scheduling.benchmarks.load;

import java.io.Serializable;

/**
 * A job of Redisson, which carries its class to wherever it runs.
 */
public final class RedissonJob implements Runnable, Serializable {

	private static final long serialVersionUID = 1;

	/** The job is an object of its own in each process, so this is where they meet. */
	private static volatile Jobs jobs = new Jobs();

	private final String payload;

	RedissonJob(String payload) {
		this.payload = payload;
	}

	static void runIn(Jobs jobs) {
		RedissonJob.jobs = jobs;
	}

	@Override
	public void run() {
		try {
			jobs.run(Payload.at(this.payload));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
