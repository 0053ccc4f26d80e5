package dev.scheduling.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.execution.ExecutionOutcome;
import dev.scheduling.execution.ExecutionOutcome.Failed;
import dev.scheduling.execution.ExecutionOutcome.Succeeded;
import dev.scheduling.execution.Loop;
import dev.scheduling.execution.RunControl;
import dev.scheduling.execution.TaskRunner;
import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobContext;
import dev.scheduling.lock.HeldLock;
import dev.scheduling.lock.LeaseKeeper;
import dev.scheduling.lock.LeaseKeeper.Answer;
import dev.scheduling.lock.RunLock;
import dev.scheduling.periodic.TickHeaders;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Holds the run lock of a durable task while the job of one of its ticks runs. The claim
 * has admitted the tick; the lock keeps it apart from a predecessor that died without
 * letting go and from other users of ShedLock. An attempt that finds it held waits for a
 * lease, and costs neither an attempt nor a crash (rule J24). Safe for use by several
 * threads.
 */
public final class TickRunLocks {

	private static final Log logger = LogFactory.getLog(TickRunLocks.class);

	private final RunLock locks;

	private final Duration lease;

	private final TickRunHistory history;

	private final TaskRunner runner;

	private final LeaseKeeper<HeldRun> keeper;

	private final Loop loop;

	/**
	 * Creates the locks. A thread is started when the first one is taken.
	 * @param locks where they are kept
	 * @param lease how long a lock is held until it is extended
	 * @param history told of each run
	 * @param nanoTime a clock in nanoseconds that never goes back
	 * @param threads makes the thread that extends them
	 */
	public TickRunLocks(RunLock locks, Duration lease, TickRunHistory history, LongSupplier nanoTime,
			ThreadFactory threads) {
		this.locks = locks;
		this.lease = lease;
		this.history = history;
		this.runner = new TaskRunner(nanoTime);
		this.keeper = new LeaseKeeper<>(lease, nanoTime, TickRunLocks::extend,
				(run) -> run.control().cancel("its run lock was lost"));
		this.loop = new Loop("tick locks", threads, this.keeper::pass);
	}

	/**
	 * Guards a handler.
	 * @param handler the handler
	 * @return the handler, which takes the run lock for a job that is a tick
	 */
	public JobHandlerDefinition guard(JobHandlerDefinition handler) {
		JobBody body = handler.body();
		return handler.with((payload, context) -> run(body, payload, context));
	}

	/**
	 * Ends the thread.
	 */
	public void stop() {
		this.loop.stop();
	}

	private @Nullable Object run(JobBody body, @Nullable Object payload, JobContext context) throws Throwable {
		Optional<TickHeaders> tick = TickHeaders.of(context.headers());
		if (tick.isEmpty()) {
			return body.run(payload, context);
		}
		String task = TickRunHistory.taskOf(context.id());
		HeldRun run = new HeldRun(tick.get().besideOthers() ? null : acquire(task), new RunControl());
		if (run.lock() != null) {
			this.keeper.add(run, this.lease);
			this.loop.start();
		}
		JobContext guarded = new TickRunContext(context, run.control());
		Instant started = this.history.now();
		ExecutionOutcome outcome = this.runner.run(run.control(), () -> body.run(payload, guarded));
		this.keeper.remove(run);
		release(task, run);
		this.history.add(task, tick.get(), context, started, outcome);
		return result(task, outcome);
	}

	private HeldLock acquire(String task) {
		Optional<HeldLock> lock;
		try {
			lock = this.locks.acquire(task);
		}
		catch (RuntimeException ex) { // a lock provider may be the user's
			throw new JobPostponedException(this.lease, "the run lock of task '%s' could not be taken".formatted(task),
					ex);
		}
		return lock.orElseThrow(
				() -> new JobPostponedException(this.lease, "the run lock of task '%s' is held".formatted(task), null));
	}

	private @Nullable Object result(String task, ExecutionOutcome outcome) throws Throwable {
		if (outcome instanceof Failed failed) {
			throw failed.cause();
		}
		if (outcome instanceof Succeeded succeeded) {
			return succeeded.result();
		}
		// Not the code's own failure: like a job that lost its lease, it uses no attempt.
		throw new JobPostponedException(this.lease, "task '%s' lost its run lock and was stopped".formatted(task),
				null);
	}

	private static void release(String task, HeldRun run) {
		try {
			HeldLock lock = run.lock();
			if (lock != null) {
				lock.release();
			}
		}
		catch (RuntimeException ex) { // a lock provider may be the user's
			logger.warn("The run lock of task '%s' could not be freed and ends with its lease: %s".formatted(task,
					ex.getMessage()));
		}
	}

	private static void extend(List<HeldRun> runs, Answer<HeldRun> answer) {
		for (HeldRun run : runs) {
			HeldLock lock = run.lock();
			answer.of(run, lock != null && lock.extend());
		}
	}

	/**
	 * @param lock its run lock, {@code null} if runs of the task may overlap
	 */
	private record HeldRun(@Nullable HeldLock lock, RunControl control) {

	}

}
