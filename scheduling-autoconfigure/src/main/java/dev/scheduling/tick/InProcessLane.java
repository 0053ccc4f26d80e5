package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.background.InProcessExecutor.Unfinished;
import dev.scheduling.background.PreparedWork;
import dev.scheduling.background.ThreadShortage;
import dev.scheduling.execution.ExecutionOutcome;
import dev.scheduling.execution.ExecutionOutcome.Cancelled;
import dev.scheduling.execution.ExecutionOutcome.Failed;
import dev.scheduling.execution.TaskRunFactory;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskScope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs claimed ticks in this process, from the executor's place to the record of the run.
 * Safe for use by several threads.
 */
final class InProcessLane {

	private static final Log logger = LogFactory.getLog(InProcessLane.class);

	/** What interrupted code has to clean up before its connections go. */
	private static final Duration GRACE = Duration.ofSeconds(1);

	private final TaskRunFactory records;

	private final Clock clock;

	private final InProcessExecutor executor;

	private final HeldStarts<PreparedWork> starts;

	private final TaskCalls calls;

	private final RunAdmission cluster;

	private final InstanceAdmission instance;

	private final Consumer<LiveRun> onEnd;

	private final Set<LiveRun> alive = ConcurrentHashMap.newKeySet();

	private volatile boolean stopping;

	/**
	 * Creates a lane.
	 * @param threads makes the thread of starts
	 * @param onEnd told of each run whose code has returned
	 */
	InProcessLane(String node, Clock clock, InProcessExecutor executor, ThreadFactory threads, TaskCalls calls,
			RunAdmission cluster, InstanceAdmission instance, Consumer<LiveRun> onEnd) {
		this.starts = new HeldStarts<>(clock, threads, executor::runAll);
		this.records = new TaskRunFactory(node);
		this.clock = clock;
		this.executor = executor;
		this.calls = calls;
		this.cluster = cluster;
		this.instance = instance;
		this.onEnd = onEnd;
	}

	void start() {
		this.stopping = false;
		this.calls.start();
		this.executor.start();
		this.starts.start();
	}

	/**
	 * Starts a run as soon as its time has come and a thread is free.
	 * @param run the run
	 * @param place its place
	 */
	void run(ClaimedRun run, Place place) {
		admission(run).enqueued(run);
		this.starts.hold(run.scheduledFor(),
				this.executor.prepare(place, () -> begin(run), (cause) -> refused(run, cause)));
	}

	private void refused(ClaimedRun run, Throwable cause) {
		ThreadShortage.report(cause, () -> "task '%s' at %s".formatted(run.task().name(), run.scheduledFor()));
		reject(run);
	}

	/** Does once what the thread of starts does, for tests that tick. */
	void pass() {
		this.starts.pass();
	}

	/** Whether a run of which only this process knows is alive. */
	boolean isRunningHere(String task) {
		return this.instance.isRunning(task);
	}

	/** Accounts for a run without a place. */
	void reject(ClaimedRun run) {
		admission(run).reject(run);
	}

	private void begin(ClaimedRun run) {
		if (this.stopping) {
			reject(run);
		}
		else {
			admission(run).admit(run).ifPresent(this::call);
		}
	}

	private void call(LiveRun run) {
		this.alive.add(run);
		if (this.stopping) {
			cancel(run);
		}
		Instant started = this.clock.instant();
		Optional<ExecutionOutcome> outcome = this.calls.call(run);
		this.alive.remove(run);
		if (outcome.isPresent()) {
			report(run, outcome.get());
			admission(run.claimed()).end(run, record(run, started, outcome.get()));
		}
		else {
			admission(run.claimed()).leaveOut(run);
		}
		this.onEnd.accept(run);
	}

	private static void report(LiveRun run, ExecutionOutcome outcome) {
		if (outcome instanceof Failed failed) {
			logger.warn("Task '%s' failed after %d ms; its later ticks are not affected".formatted(run.task(),
					failed.took().toMillis()), failed.cause());
		}
		else if (outcome instanceof Cancelled cancelled) {
			logger.warn("Task '%s' was stopped after %d ms: %s".formatted(run.task(), cancelled.took().toMillis(),
					cancelled.reason()));
		}
	}

	private TaskRun record(LiveRun run, Instant started, ExecutionOutcome outcome) {
		ClaimedRun claimed = run.claimed();
		return this.records.make(run.task(), claimed.scheduledFor(), claimed.trigger(), claimed.token(), started,
				outcome);
	}

	private RunAdmission admission(ClaimedRun run) {
		return (run.task().rules().scope() == TaskScope.INSTANCE || !run.isClaimed()) ? this.instance : this.cluster;
	}

	/**
	 * Lets runs end within a budget, then stops them (rule T19).
	 * @param budget how long they may take; those that wait for a thread still start
	 */
	void stop(Duration budget) {
		this.starts.stop();
		if (!this.executor.drain(budget)) {
			this.stopping = true;
			this.alive.forEach(InProcessLane::cancel);
		}
		Unfinished unfinished = this.executor.shutdown(GRACE);
		this.calls.stop();
		if (unfinished.interrupted() > 0) {
			logger.warn("%d runs of periodic tasks ignore that they were stopped; their locks end with their leases"
				.formatted(unfinished.interrupted()));
		}
	}

	private static void cancel(LiveRun run) {
		run.control().cancel("the application stops and 'scheduling.shutdown-timeout' has passed");
	}

}
