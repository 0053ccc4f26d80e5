package dev.scheduling.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.scheduling.store.JobLease;
import org.jspecify.annotations.Nullable;

/**
 * The jobs in the hands of this worker. A job stays here, and its lease is kept, until
 * the store knows how its attempt ended. Safe for use by several threads.
 */
final class LiveRuns {

	private static final int SUSPECT = 2;

	private final Map<JobLease, JobRun> runs = new ConcurrentHashMap<>();

	private final Consumer<JobRun> onSettled;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition change = this.lock.newCondition();

	private final AtomicReference<@Nullable JobRun> suspect = new AtomicReference<>();

	private int running;

	LiveRuns(Consumer<JobRun> onSettled) {
		this.onSettled = onSettled;
	}

	/**
	 * Adds a job that was fetched.
	 * @param run the job
	 */
	void add(JobRun run) {
		this.runs.put(run.lease(), run);
		this.lock.lock();
		this.running++;
		this.lock.unlock();
	}

	/**
	 * Returns whether a job may start. One that has taken down two workers may take down
	 * this one: only one such job runs at a time, and its neighbours finish.
	 * @param run the job
	 * @return {@code false} if it must wait for another one of its kind
	 */
	boolean admits(JobRun run) {
		return run.job().crashes() < SUSPECT || this.suspect.compareAndSet(null, run);
	}

	/**
	 * Notes that the code of a job has returned, or does not count any more.
	 * @param run the job, once
	 */
	void ended(JobRun run) {
		this.suspect.compareAndSet(run, null);
		this.lock.lock();
		this.running--;
		this.change.signalAll();
		this.lock.unlock();
	}

	/**
	 * Lets a job go: the store knows how it ended.
	 * @param lease the job's lease
	 */
	void settled(JobLease lease) {
		JobRun run = this.runs.remove(lease);
		if (run != null) {
			this.onSettled.accept(run);
		}
	}

	/**
	 * Returns the jobs whose code has not returned.
	 * @return the jobs
	 */
	List<JobRun> running() {
		List<JobRun> running = new ArrayList<>(this.runs.values());
		running.removeIf(JobRun::hasEnded);
		return running;
	}

	/**
	 * Waits until no code runs any more.
	 * @param atMost how long at most
	 * @return {@code false} if some still does
	 */
	boolean awaitNoneRunning(Duration atMost) {
		long left = atMost.toNanos();
		this.lock.lock();
		try {
			while (this.running > 0 && left > 0) {
				left = this.change.awaitNanos(left);
			}
			return this.running == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
