package dev.scheduling.store.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
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
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import org.jspecify.annotations.Nullable;

/**
 * The shared state of ticks in one process, on the clock that it is given.
 */
public final class InMemoryPeriodicStore implements PeriodicStore {

	private static final int HISTORY = 100;

	private static final Duration SLACK = Duration.ofMinutes(1);

	private final Clock clock;

	private final Map<String, TaskState> tasks = new HashMap<>();

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
		return tasks.stream().map(this::register).toList();
	}

	private Instant register(TaskStamp task) {
		TaskState state = state(task.task());
		Mark mark = state.mark;
		if (mark == null || !mark.stamp().equals(task.stamp())) {
			mark = new Mark(now(), task.stamp(), "", null);
			state.mark = mark;
		}
		return mark.nominal();
	}

	@Override
	public synchronized List<ClaimResult> claim(String node, Duration lease, List<TickClaim> ticks) {
		return ticks.stream().map((tick) -> claim(node, lease, tick)).toList();
	}

	private ClaimResult claim(String node, Duration lease, TickClaim tick) {
		TaskState state = state(tick.task());
		Mark mark = state.mark;
		if (mark == null) {
			return state.move(now(), tick.stamp(), tick.call(), new ClaimResult.Seeded(now()));
		}
		if (mark.call().equals(tick.call()) && mark.outcome() != null) {
			return mark.outcome();
		}
		if (!mark.stamp().equals(tick.stamp())) {
			return new ClaimResult.Changed(mark.stamp());
		}
		Duration slack = (tick.period().compareTo(SLACK) > 0) ? tick.period() : SLACK;
		if (mark.nominal().isAfter(now().plus(slack))) {
			return state.move(now(), tick.stamp(), tick.call(), new ClaimResult.PulledBack(now()));
		}
		if (!mark.nominal().equals(tick.expectedMark())) {
			return new ClaimResult.Moved(mark.nominal());
		}
		if (tick.nominal().isAfter(now())) {
			return new ClaimResult.Early();
		}
		state.count(TickCount.MISSED_COALESCED, tick.coalesced());
		return state.move(tick.nominal(), tick.stamp(), tick.call(), decide(state, node, lease, tick));
	}

	private ClaimResult decide(TaskState state, String node, Duration lease, TickClaim tick) {
		if (tick.rejected()) {
			return state.skip(tick.nominal(), TickCount.SKIPPED_REJECTED);
		}
		if (state.isRunning(now())) {
			return state.skip(tick.nominal(), TickCount.SKIPPED_OVERLAP);
		}
		state.loseRun();
		Run run = state.start(tick.call(), true, tick.nominal(), now(), lease);
		return new ClaimResult.Won(run.nominal(), run.token(), run.leaseUntil());
	}

	@Override
	public synchronized ClaimResult trigger(String node, Duration lease, String task, String call) {
		TaskState state = state(task);
		Run run = state.run;
		if (run == null || !run.call().equals(call)) {
			if (state.isRunning(now())) {
				return new ClaimResult.Skipped(now(), TickCount.SKIPPED_OVERLAP);
			}
			state.loseRun();
			run = state.start(call, false, now(), now(), lease);
		}
		return new ClaimResult.Won(run.nominal(), run.token(), run.leaseUntil());
	}

	@Override
	public synchronized Set<RunKey> finish(List<FinishedRun> runs) {
		return runs.stream()
			.filter((run) -> !finish(run))
			.map(FinishedRun::key)
			.collect(Collectors.toUnmodifiableSet());
	}

	private boolean finish(FinishedRun finished) {
		TaskState state = state(finished.key().task());
		Run run = state.run;
		if (run == null || run.token() != finished.key().token()) {
			return state.completed == finished.key().token();
		}
		state.run = null;
		state.completed = run.token();
		if (run.tick()) {
			state.count(finished.count(), 1);
		}
		if (finished.record() != null) {
			state.keep(finished.record());
		}
		return true;
	}

	@Override
	public synchronized Set<RunKey> renew(String node, Duration lease, List<RunKey> runs) {
		Set<RunKey> lost = new HashSet<>(runs);
		for (RunKey key : runs) {
			TaskState state = state(key.task());
			Run run = state.run;
			if (run != null && run.token() == key.token()) {
				state.run = new Run(run.token(), run.call(), run.tick(), run.nominal(), now().plus(lease));
				lost.remove(key);
			}
		}
		return lost;
	}

	@Override
	public synchronized int sweep(String node, Duration lease) {
		int alive = 0;
		for (TaskState state : this.tasks.values()) {
			if (state.isRunning(now())) {
				alive++;
			}
			else {
				state.loseRun();
			}
		}
		return alive;
	}

	@Override
	public synchronized void record(TaskRun run) {
		TaskState state = state(run.task());
		if (!state.history.contains(run)) {
			state.keep(run);
		}
	}

	@Override
	public synchronized List<TaskRun> runs(String task, int count) {
		return state(task).history.stream().limit(count).toList();
	}

	@Override
	public synchronized TickLedger ledger(String task) {
		TaskState state = state(task);
		Map<TickCount, Long> counts = new EnumMap<>(TickCount.class);
		for (TickCount reason : TickCount.values()) {
			counts.put(reason, state.counts.getOrDefault(reason, 0L));
		}
		Run run = state.run;
		return new TickLedger((state.mark != null) ? state.mark.nominal() : null, (run != null && run.tick()) ? 1 : 0,
				counts);
	}

	private TaskState state(String task) {
		return this.tasks.computeIfAbsent(task, (name) -> new TaskState());
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

	private record Mark(Instant nominal, String stamp, String call, @Nullable ClaimResult outcome) {

	}

	private record Run(long token, String call, boolean tick, Instant nominal, Instant leaseUntil) {

	}

	private static final class TaskState {

		private final Map<TickCount, Long> counts = new EnumMap<>(TickCount.class);

		private final Deque<TaskRun> history = new ArrayDeque<>();

		private @Nullable Mark mark;

		private @Nullable Run run;

		private long token;

		private long completed = -1;

		boolean isRunning(Instant now) {
			return this.run != null && this.run.leaseUntil().isAfter(now);
		}

		Run start(String call, boolean tick, Instant nominal, Instant now, Duration lease) {
			this.token = Math.max(this.token + 1, now.toEpochMilli());
			Run started = new Run(this.token, call, tick, nominal, now.plus(lease));
			this.run = started;
			return started;
		}

		void keep(TaskRun run) {
			this.history.addFirst(run);
			while (this.history.size() > HISTORY) {
				this.history.removeLast();
			}
		}

		void loseRun() {
			if (this.run != null && this.run.tick()) {
				count(TickCount.LOST_CRASH, 1);
			}
			this.run = null;
		}

		ClaimResult skip(Instant nominal, TickCount reason) {
			count(reason, 1);
			return new ClaimResult.Skipped(nominal, reason);
		}

		ClaimResult move(Instant nominal, String stamp, String call, ClaimResult outcome) {
			this.mark = new Mark(nominal, stamp, call, outcome);
			return outcome;
		}

		void count(TickCount reason, long by) {
			this.counts.merge(reason, by, Long::sum);
		}

	}

}
