package dev.scheduling.store.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskRun.Result;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.FailurePause;
import dev.scheduling.store.FinishResult;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.RenewedRuns;
import dev.scheduling.store.RunKey;
import dev.scheduling.store.SweepResult;
import dev.scheduling.periodic.TaskPause;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickLedger;
import dev.scheduling.store.TriggerClaim;
import dev.scheduling.store.WaitingRun;

/**
 * The shared state of ticks in one process, on the clock that it is given. One lock
 * guards all of it.
 */
public final class InMemoryPeriodicStore implements PeriodicStore {

	private final Clock clock;

	private final InMemoryTaskControlStore controls;

	private final Map<String, MemoryTask> tasks = new HashMap<>();

	private final MemoryHistory history = new MemoryHistory();

	/**
	 * Creates a store in which nothing is paused by hand.
	 * @param clock the clock that decides
	 */
	public InMemoryPeriodicStore(Clock clock) {
		this(clock, new InMemoryTaskControlStore());
	}

	/**
	 * Creates the store.
	 * @param clock the clock that decides
	 * @param controls says which tasks are paused
	 */
	public InMemoryPeriodicStore(Clock clock, InMemoryTaskControlStore controls) {
		this.clock = clock;
		this.controls = controls;
	}

	@Override
	public boolean locksRuns() {
		return false;
	}

	@Override
	public Clock clock() {
		return this.clock;
	}

	@Override
	public synchronized List<Instant> register(List<TaskStamp> tasks) {
		return tasks.stream().map((task) -> task(task.task()).register(task.stamp(), now())).toList();
	}

	@Override
	public synchronized List<ClaimResult> claim(String node, Duration lease, List<TickClaim> ticks) {
		return ticks.stream()
			.map((tick) -> task(tick.task()).claim(tick, now(), lease, this.controls.isPaused(tick.task())))
			.toList();
	}

	@Override
	public synchronized ClaimResult trigger(String node, Duration lease, TriggerClaim claim) {
		return task(claim.task()).trigger(claim, now(), lease);
	}

	@Override
	public synchronized FinishResult finish(List<FinishedRun> runs) {
		Set<RunKey> refused = new HashSet<>();
		Set<String> waiting = new HashSet<>();
		Set<String> paused = new HashSet<>();
		for (FinishedRun run : runs) {
			String name = run.key().task();
			MemoryTask task = task(name);
			boolean ended = task.holds(run.key().token());
			if (!task.finish(run, now())) {
				refused.add(run.key());
			}
			else if (ended && run.record() != null) {
				this.history.add(run.record());
				if (judge(task, run, run.record())) {
					paused.add(name);
				}
			}
			if (task.isWaiting()) {
				waiting.add(name);
			}
		}
		return new FinishResult(refused, waiting, paused);
	}

	@Override
	public synchronized int countFailure(String task, long token, boolean failed) {
		return task(task).countFailure(token, failed);
	}

	private boolean judge(MemoryTask task, FinishedRun run, TaskRun record) {
		if (record.result() == Result.SUCCEEDED) {
			task.succeeded();
		}
		boolean tooMany = record.result() == Result.FAILED && run.pauseAfterFailures() > 0
				&& task.failed(run.pauseAfterFailures());
		if (tooMany) {
			this.controls.pause(record.task(), "",
					new TaskPause(now(), FailurePause.reason(run.pauseAfterFailures(), record.error())));
		}
		return tooMany;
	}

	@Override
	public synchronized RenewedRuns renew(String node, Duration lease, List<RunKey> runs) {
		Set<RunKey> lost = new HashSet<>();
		Set<RunKey> cancelled = new HashSet<>();
		for (RunKey run : runs) {
			MemoryTask task = task(run.task());
			if (!task.renew(run.token(), now().plus(lease))) {
				lost.add(run);
			}
			else if (task.isCancelled(run.token())) {
				cancelled.add(run);
			}
		}
		return new RenewedRuns(lost, cancelled, Set.of());
	}

	@Override
	public synchronized SweepResult sweep(String node, Duration lease) {
		int alive = 0;
		Set<String> waiting = new HashSet<>();
		for (Map.Entry<String, MemoryTask> entry : this.tasks.entrySet()) {
			MemoryTask task = entry.getValue();
			task.loseDead(now());
			alive += task.alive(now());
			if (task.isWaiting() && !task.isBusy()) {
				waiting.add(entry.getKey());
			}
		}
		return new SweepResult(alive, this.controls.changes(), waiting);
	}

	@Override
	public synchronized void backfill(String task, List<Instant> nominals, String request) {
		task(task).backfill(nominals, request);
	}

	@Override
	public synchronized List<WaitingRun> takeWaiting(String node, Duration lease, String call, List<String> tasks) {
		return tasks.stream()
			.map((task) -> task(task).take(task, call, now(), lease))
			.flatMap(Optional::stream)
			.toList();
	}

	@Override
	public synchronized void record(TaskRun run) {
		this.history.addOnce(run);
	}

	@Override
	public synchronized List<TaskRun> runs(String task, int count) {
		return this.history.last(task, count);
	}

	@Override
	public synchronized void forget(String task) {
		this.tasks.remove(task);
		this.history.remove(task);
	}

	@Override
	public synchronized TickLedger ledger(String task) {
		return task(task).ledger();
	}

	private MemoryTask task(String name) {
		return this.tasks.computeIfAbsent(name, (key) -> new MemoryTask());
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

}
