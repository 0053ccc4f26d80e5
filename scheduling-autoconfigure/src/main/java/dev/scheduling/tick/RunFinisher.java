package dev.scheduling.tick;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

import dev.scheduling.execution.Loop;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.RunKey;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.store.TickCount;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells the store which runs have ended, on a thread of its own: those that end while a
 * call is under way go together with the next one, and what the store did not answer is
 * told again. Safe for use by several threads.
 */
final class RunFinisher {

	private static final Log logger = LogFactory.getLog(RunFinisher.class);

	private final PeriodicStore store;

	private final StoreOutage outage;

	private final Loop loop;

	private final Queue<FinishedRun> ended = new ConcurrentLinkedQueue<>();

	RunFinisher(PeriodicStore store, StoreOutage outage, ThreadFactory threads) {
		this.store = store;
		this.outage = outage;
		this.loop = new Loop("finished runs", threads, this::pass);
	}

	void start() {
		this.loop.start();
	}

	/**
	 * Tells the rest and stops. What cannot be told now is counted as lost once its lease
	 * is out.
	 */
	void stop() {
		this.loop.stop();
		pass();
		if (!this.ended.isEmpty()) {
			logger.warn("The end of %d runs could not be stored; they will be counted as lost"
				.formatted(this.ended.size()));
		}
	}

	/**
	 * Ends a run.
	 * @param run the run
	 * @param count as what its tick is counted
	 * @param record what the history keeps, {@code null} if its code was not called
	 */
	void finish(ClaimedRun run, TickCount count, @Nullable TaskRun record) {
		this.ended.add(new FinishedRun(run.key(), count, record));
		this.loop.wake();
	}

	/**
	 * Only one thread at a time takes from the queue: the loop's, or after it the one
	 * that stops.
	 */
	private long pass() {
		List<FinishedRun> batch = new ArrayList<>();
		try {
			while (!this.ended.isEmpty()) {
				batch = this.ended.stream().limit(PeriodicStore.MAX_BATCH).toList();
				report(this.store.finish(batch));
				batch.forEach((told) -> this.ended.remove());
				this.outage.ended();
			}
			return Duration.ofSeconds(1).toNanos();
		}
		catch (StoreUnavailableException ex) {
			return this.outage.failed(ex).toNanos();
		}
	}

	private static void report(Iterable<RunKey> refused) {
		refused.forEach((run) -> logger.warn(
				"The run %d of task '%s' ended after its claim had lapsed; its tick is counted as lost and may have overlapped"
					.formatted(run.token(), run.task())));
	}

}
