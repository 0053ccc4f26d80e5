package dev.scheduling.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

import dev.scheduling.benchmarks.load.LoadSubject.Setup;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * Runs the jobs of the ceiling: one thread fetches, a pool runs, one thread acknowledges
 * all that has ended meanwhile.
 */
final class CeilingWorker {

	private static final int FETCH = 100;

	private static final int ACKNOWLEDGE = 1000;

	private static final double WAIT_SECONDS = 5;

	private final CeilingScripts scripts;

	private final RedisCommands<String, String> blocking;

	private final Jobs jobs;

	private final ExecutorService pool;

	/** So that jobs are at hand while the next ones are fetched. */
	private final Semaphore room;

	private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

	private final Semaphore running = new Semaphore(0);

	CeilingWorker(CeilingScripts scripts, RedisCommands<String, String> blocking, Setup setup) {
		this.scripts = scripts;
		this.blocking = blocking;
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
			catch (InterruptedException | ExecutionException ex) {
				throw new IllegalStateException(ex);
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

	private void fetch() throws InterruptedException, ExecutionException {
		this.running.acquire();
		this.running.release();
		this.room.acquire(FETCH);
		List<List<String>> fetched = this.scripts.fetch(FETCH).get();
		List<String> ids = fetched.isEmpty() ? List.of() : fetched.get(0);
		this.room.release(FETCH - ids.size());
		if (ids.isEmpty()) {
			this.blocking.bzpopmin(WAIT_SECONDS, CeilingScripts.WAKE);
			return;
		}
		List<String> payloads = fetched.get(1);
		for (int i = 0; i < ids.size(); i++) {
			String id = ids.get(i);
			String payload = payloads.get(i);
			this.pool.execute(() -> run(id, payload));
		}
	}

	private void run(String id, String payload) {
		try {
			this.jobs.run(Payload.at(payload));
			this.done.add(id);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.room.release();
		}
	}

	private void acknowledge() throws InterruptedException, ExecutionException {
		List<String> batch = new ArrayList<>();
		batch.add(this.done.take());
		this.done.drainTo(batch, ACKNOWLEDGE - 1);
		this.scripts.acknowledge(batch).get();
	}

	/** What a thread does again and again. */
	private interface Step {

		void run() throws InterruptedException, ExecutionException;

	}

}
