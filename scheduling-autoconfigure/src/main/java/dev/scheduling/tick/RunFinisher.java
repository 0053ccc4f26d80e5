package dev.scheduling.tick;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import dev.scheduling.execution.Loop;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.FinishResult;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.PeriodicStore;
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

	private Consumer<String> onEnd = (task) -> {
	};

	private Consumer<Set<String>> waiting = (tasks) -> {
	};

	RunFinisher(PeriodicStore store, StoreOutage outage, ThreadFactory threads) {
		this.store = store;
		this.outage = outage;
		this.loop = new Loop("finished runs", threads, this::pass);
	}

	/**
	 * Says whom to tell of runs that have ended. Called before the start.
	 * @param onEnd told of the task of each run
	 * @param waiting told of tasks for whose end something waits
	 */
	void tell(Consumer<String> onEnd, Consumer<Set<String>> waiting) {
		this.onEnd = onEnd;
		this.waiting = waiting;
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
		this.ended.add(new FinishedRun(run.key(), count, record, run.task().rules().pauseAfterFailures()));
		this.loop.wake();
	}

	/** Whether the store, and who waits for it, knows of the end of each run. */
	boolean isIdle() {
		return this.ended.isEmpty();
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
				FinishResult result = this.store.finish(batch);
				batch.forEach((told) -> this.ended.remove());
				this.outage.ended();
				report(result);
				batch.forEach((told) -> this.onEnd.accept(told.key().task()));
				this.waiting.accept(result.waiting());
			}
			return Duration.ofSeconds(1).toNanos();
		}
		catch (StoreUnavailableException ex) {
			return this.outage.failed(ex).toNanos();
		}
	}

	private static void report(FinishResult result) {
		result.paused()
			.forEach((task) -> logger.error(
					"Task '%s' is paused in the cluster: its runs fail ('pause-after-failures'). It goes on after PeriodicTaskOperations.resume"
						.formatted(task)));
		result.refused()
			.forEach((run) -> logger.warn(
					"The run %d of task '%s' ended after its claim had lapsed; its tick is counted as lost and may have overlapped"
						.formatted(run.token(), run.task())));
	}

}
