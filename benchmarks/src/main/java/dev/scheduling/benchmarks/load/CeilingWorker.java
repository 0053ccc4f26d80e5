package dev.scheduling.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

import dev.scheduling.benchmarks.load.CeilingStore.CeilingJob;
import dev.scheduling.benchmarks.load.LoadSubject.Setup;

/**
 * Runs the jobs of a ceiling: one thread fetches, a pool runs, one thread acknowledges
 * all that has ended meanwhile.
 */
final class CeilingWorker {

	private static final int FETCH = 100;

	private static final int ACKNOWLEDGE = 1000;

	private final CeilingStore store;

	private final Jobs jobs;

	private final ExecutorService pool;

	/** So that jobs are at hand while the next ones are fetched. */
	private final Semaphore room;

	private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

	private final Semaphore running = new Semaphore(0);

	CeilingWorker(CeilingStore store, Setup setup) {
		this.store = store;
		this.jobs = setup.jobs();
		this.pool = Executors.newFixedThreadPool(setup.concurrency());
		this.room = new Semaphore(setup.concurrency() + FETCH);
	}

	void start() {
		daemon("fetch", this::fetch);
		daemon("acknowledge", this::acknowledge);
	}

	private static void daemon(String name, Step step) {
		Thread thread = new Thread(() -> {
			try {
				while (!Thread.currentThread().isInterrupted()) {
					step.run();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, "ceiling-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	void pause() {
		this.running.drainPermits();
	}

	void resume() {
		this.running.release();
	}

	private void fetch() throws InterruptedException {
		awaitRunning();
		this.room.acquire(FETCH);
		List<CeilingJob> jobs = this.store.fetch(FETCH);
		this.room.release(FETCH - jobs.size());
		// A fetch that waited may have come in the middle of a pause.
		awaitRunning();
		for (CeilingJob job : jobs) {
			this.pool.execute(() -> run(job));
		}
	}

	private void awaitRunning() throws InterruptedException {
		this.running.acquire();
		this.running.release();
	}

	private void run(CeilingJob job) {
		try {
			this.jobs.run(Payload.at(job.payload()));
			this.done.add(job.id());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.room.release();
		}
	}

	private void acknowledge() throws InterruptedException {
		List<String> batch = new ArrayList<>();
		batch.add(this.done.take());
		this.done.drainTo(batch, ACKNOWLEDGE - 1);
		this.store.acknowledge(batch);
	}

	/** What a thread does again and again. */
	private interface Step {

		void run() throws InterruptedException;

	}

}
