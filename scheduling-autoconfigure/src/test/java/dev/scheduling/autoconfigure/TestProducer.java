package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.scheduling.job.JobId;
import dev.scheduling.store.StoreUnavailableException;

/**
 * Enqueues one job after the other on a thread of its own, each with another text.
 */
final class TestProducer implements AutoCloseable {

	private static final long PAUSE = 2;

	private final List<JobId> stored = new CopyOnWriteArrayList<>();

	private final List<StoreUnavailableException> failures = new CopyOnWriteArrayList<>();

	private final WorkingApplication application;

	private final String queue;

	private final Thread thread;

	private volatile boolean running = true;

	private volatile long lastStored;

	private volatile Duration longest = Duration.ZERO;

	TestProducer(WorkingApplication application, String queue) {
		this.application = application;
		this.queue = queue;
		this.thread = new Thread(this::run, "producer");
		this.thread.start();
	}

	private void run() {
		for (int i = 0; this.running; i++) {
			long start = System.nanoTime();
			try {
				this.stored.add(this.application.enqueue(this.queue, "produced-" + i));
				this.lastStored = System.nanoTime();
				Thread.sleep(PAUSE);
			}
			catch (StoreUnavailableException ex) {
				this.failures.add(ex);
			}
			catch (InterruptedException ex) {
				return;
			}
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			this.longest = (took.compareTo(this.longest) > 0) ? took : this.longest;
		}
	}

	List<JobId> stored() {
		return this.stored;
	}

	List<StoreUnavailableException> failures() {
		return this.failures;
	}

	/** By {@link System#nanoTime()}. */
	long lastStored() {
		return this.lastStored;
	}

	Duration longest() {
		return this.longest;
	}

	@Override
	public void close() {
		this.running = false;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
