package dev.scheduling.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import dev.scheduling.execution.Loop;
import dev.scheduling.execution.ShutdownBudget;
import dev.scheduling.store.JobCompletion.HandedBack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes durable queues, from one start to one stop; another life needs another worker
 * with another name. Start and stop are called by one thread each.
 */
public final class QueueWorker {

	private static final Logger logger = LoggerFactory.getLogger(QueueWorker.class);

	/** For code that has been interrupted, and for the last words to the store. */
	private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

	private final WorkerSettings settings;

	private final WorkerStores stores;

	private final WorkerThreads threads;

	private final WorkerParts parts;

	private final Loop fetching;

	private final List<Loop> waiting;

	private final List<Loop> upkeep;

	/**
	 * Creates a worker that does nothing yet.
	 * @param settings what it is told about itself
	 * @param stores its connections
	 * @param threads its threads; the lane is stopped with the worker
	 * @param code the user's code
	 * @param nanoTime a clock in nanoseconds that never goes back
	 * @param random spreads retries
	 */
	public QueueWorker(WorkerSettings settings, WorkerStores stores, WorkerThreads threads, JobCode code,
			LongSupplier nanoTime, RandomGenerator random) {
		this.settings = settings;
		this.stores = stores;
		this.threads = threads;
		this.parts = WorkerParts.of(settings, stores, threads, code, nanoTime, random);
		ThreadFactory loops = threads.loops();
		this.fetching = new Loop("fetch jobs", loops, this.parts.fetcher()::pass);
		this.waiting = this.parts.markers()
			.stream()
			.map((watch) -> new Loop("wait for jobs", loops, watch::pass))
			.toList();
		Loop timeouts = new Loop("time out jobs", loops, this.parts.timeouts()::pass);
		this.upkeep = List.of(new Loop("renew leases", loops, this.parts.renewer()::pass),
				new Loop("reap leases", loops, this.parts.reaper()::pass),
				new Loop("announce worker", loops, this.parts.announcer()::pass),
				new Loop("report progress", loops, this.parts.reports()::pass), timeouts);
		this.parts.fetcher().connect(this.fetching::wake, () -> this.waiting.forEach(Loop::wake));
		this.parts.timeouts().onAdded(timeouts::wake);
	}

	/**
	 * Starts to consume.
	 */
	public void start() {
		this.threads.lane().start();
		this.upkeep.forEach(Loop::start);
		this.fetching.start();
		this.waiting.forEach(Loop::start);
	}

	/**
	 * Fetches nothing more; running jobs go on. Meant to come early in a stop.
	 */
	public void stopFetching() {
		this.parts.fetcher().stopFetching();
		this.waiting.forEach(Loop::interrupt);
	}

	/**
	 * Fetches nothing more, lets the running jobs end within the budget, interrupts the
	 * others and hands back what has not ended, without using an attempt.
	 * @param budget how long running jobs may take
	 */
	public void stop(ShutdownBudget budget) {
		budget.start();
		stopFetching();
		endRuns(budget.remaining());
		this.fetching.stop();
		if (!this.parts.fetcher().flush(LAST_MOMENT.multipliedBy(2))) {
			logger
				.warn("The store could not be told how the last jobs ended; they run again when their leases are out");
		}
		this.upkeep.forEach(Loop::stop);
		this.parts.availability().ask(this::leave);
		this.threads.lane().shutdown(Duration.ZERO);
	}

	private void endRuns(Duration budget) {
		LiveRuns runs = this.parts.runs();
		int running = runs.running().size();
		if (running > 0) {
			logger.info("Stopping: waiting up to {} s for {} running jobs", budget.plusMillis(999).toSeconds(),
					running);
		}
		if (runs.awaitNoneRunning(budget)) {
			return;
		}
		runs.running().forEach((run) -> run.stop(StopReason.SHUTDOWN));
		runs.awaitNoneRunning(LAST_MOMENT);
		runs.running().forEach(this::giveUp);
	}

	private void giveUp(JobRun run) {
		logger.warn("Job '{}' does not heed its interrupt; it is handed back and may run twice for a while",
				run.lease().id());
		run.end(new HandedBack(run.lease(), Duration.ZERO));
		this.parts.fetcher().ended(run);
	}

	private boolean leave() {
		Map<String, String> received = new HashMap<>();
		this.parts.channels().forEach((channel) -> received.put(channel.queue(), channel.received()));
		this.stores.jobs().leave(this.settings.owner(), received);
		return true;
	}

}
