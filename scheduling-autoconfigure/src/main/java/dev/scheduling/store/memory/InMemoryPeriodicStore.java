package dev.scheduling.store.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.RunKey;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickLedger;

/**
 * The shared state of ticks in one process, on the clock that it is given. One lock
 * guards all of it.
 */
public final class InMemoryPeriodicStore implements PeriodicStore {

	private final Clock clock;

	private final Map<String, MemoryTask> tasks = new HashMap<>();

	/**
	 * Creates the store.
	 * @param clock the clock that decides
	 */
	public InMemoryPeriodicStore(Clock clock) {
		this.clock = clock;
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
		return ticks.stream().map((tick) -> task(tick.task()).claim(tick, now(), lease)).toList();
	}

	@Override
	public synchronized ClaimResult trigger(String node, Duration lease, String task, String call) {
		return task(task).trigger(call, now(), lease);
	}

	@Override
	public synchronized Set<RunKey> finish(List<FinishedRun> runs) {
		return runs.stream()
			.filter((run) -> !task(run.key().task()).finish(run))
			.map(FinishedRun::key)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public synchronized Set<RunKey> renew(String node, Duration lease, List<RunKey> runs) {
		return runs.stream()
			.filter((run) -> !task(run.task()).renew(run.token(), now().plus(lease)))
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public synchronized int sweep(String node, Duration lease) {
		int alive = 0;
		for (MemoryTask task : this.tasks.values()) {
			if (task.isRunning(now())) {
				alive++;
			}
			else {
				task.loseRun();
			}
		}
		return alive;
	}

	@Override
	public synchronized void record(TaskRun run) {
		task(run.task()).record(run);
	}

	@Override
	public synchronized List<TaskRun> runs(String task, int count) {
		return task(task).history(count);
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
