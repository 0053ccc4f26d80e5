package dev.scheduling.store.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.FinishResult;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.RenewedRuns;
import dev.scheduling.store.RunKey;
import dev.scheduling.store.SweepResult;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickLedger;
import dev.scheduling.store.TriggerClaim;
import dev.scheduling.store.WaitingRun;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The shared state of ticks in Redis: one script per operation.
 */
public final class RedisPeriodicStore implements PeriodicStore {

	/**
	 * What ShedLock is to call the environment of run locks.
	 */
	public static final String LOCK_ENVIRONMENT = "lock";

	private static final int HISTORY = 100;

	private static final Duration KEPT_REQUESTS = Duration.ofHours(24);

	private final RedisConnectionFactory connections;

	private final RedisKeys keys;

	private final RedisScripts scripts;

	private final ClusterClock clock;

	private final PeriodicScripts library;

	private final boolean locksRuns;

	/**
	 * Creates the store.
	 * @param connections the connections; commands must time out well within a lease
	 * @param namespace keeps applications on one Redis apart
	 * @param locksRuns whether claims take the run locks too, which are then at
	 * {@link #lockPrefix} of this Redis
	 */
	public RedisPeriodicStore(RedisConnectionFactory connections, String namespace, boolean locksRuns) {
		this(connections, namespace, locksRuns, "time");
	}

	RedisPeriodicStore(RedisConnectionFactory connections, String namespace, boolean locksRuns, String timeSource) {
		this.locksRuns = locksRuns;
		this.connections = connections;
		this.keys = new RedisKeys(namespace);
		this.clock = new ClusterClock(System::nanoTime, Clock.systemUTC());
		this.scripts = new RedisScripts(connections, this.clock, System::nanoTime);
		this.library = PeriodicScripts.load(timeSource);
	}

	/**
	 * Returns where run locks are kept.
	 * @param namespace the namespace
	 * @return what ShedLock calls the prefix of their keys
	 */
	public static String lockPrefix(String namespace) {
		return RedisKeys.lockPrefix(namespace);
	}

	@Override
	public boolean locksRuns() {
		return this.locksRuns;
	}

	/** With the run locks of the tasks, in their order, where a claim takes them. */
	private byte[][] withLocks(Stream<String> tasks, byte[]... keys) {
		return this.locksRuns ? Stream.concat(Stream.of(keys), tasks.map(this.keys::lock)).toArray(byte[][]::new)
				: keys;
	}

	@Override
	public Clock clock() {
		return this.clock;
	}

	@Override
	public List<Instant> register(List<TaskStamp> tasks) {
		List<Instant> marks = new ArrayList<>(tasks.size());
		for (int from = 0; from < tasks.size(); from += MAX_BATCH) {
			ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.marks());
			tasks.subList(from, Math.min(tasks.size(), from + MAX_BATCH))
				.forEach((task) -> call.with(task.task()).with(task.stamp()));
			List<Object> answer = call.run(this.scripts, this.library.register());
			answer.stream().skip(1).forEach((mark) -> marks.add(Instant.ofEpochMilli((Long) mark)));
		}
		return marks;
	}

	@Override
	public List<ClaimResult> claim(String node, Duration lease, List<TickClaim> ticks) {
		ScriptCall call = new ScriptCall(withLocks(ticks.stream().map(TickClaim::task), this.keys.nodes(),
				this.keys.marks(), this.keys.running(), this.keys.counts(), this.keys.pauses(), this.keys.waiting(),
				this.keys.cancels()))
			.with(node)
			.with(lease.toMillis());
		ticks.forEach((tick) -> TickText.write(call, tick));
		List<Object> answer = call.run(this.scripts, this.library.claim());
		return answer.stream().skip(1).map(ClaimAnswer::read).toList();
	}

	@Override
	public ClaimResult trigger(String node, Duration lease, TriggerClaim claim) {
		String request = claim.request();
		ScriptCall call = new ScriptCall(withLocks(Stream.of(claim.task()), this.keys.nodes(), this.keys.marks(),
				this.keys.running(), this.keys.counts(), this.keys.waiting(), this.keys.cancels(), this.keys.triggers(),
				this.keys.triggerTimes()))
			.with(node)
			.with(lease.toMillis())
			.with(claim.task())
			.with(claim.call())
			.with(claim.admission().name())
			.with((request != null) ? claim.task() + "/" + request : "")
			.with(KEPT_REQUESTS.toMillis());
		return ClaimAnswer.read(call.run(this.scripts, this.library.trigger()).get(1));
	}

	@Override
	public FinishResult finish(List<FinishedRun> runs) {
		List<byte[]> keys = new ArrayList<>(List.of(this.keys.nodes(), this.keys.marks(), this.keys.running(),
				this.keys.counts(), this.keys.completions(), this.keys.waiting(), this.keys.cancels(),
				this.keys.failures(), this.keys.pauses(), this.keys.changes()));
		for (FinishedRun run : runs) {
			keys.add(this.keys.history(run.key().task()));
			if (this.locksRuns) {
				keys.add(this.keys.lock(run.key().task()));
			}
		}
		ScriptCall call = new ScriptCall(keys.toArray(byte[][]::new)).with(HISTORY).with(this.locksRuns ? 2 : 1);
		runs.forEach((run) -> FinishText.write(call, run));
		return FinishText.read(runs, call.run(this.scripts, this.library.finish()));
	}

	@Override
	public RenewedRuns renew(String node, Duration lease, List<RunKey> runs) {
		ScriptCall call = new ScriptCall(
				withLocks(runs.stream().map(RunKey::task), this.keys.nodes(), this.keys.running(), this.keys.cancels()))
			.with(node)
			.with(lease.toMillis());
		runs.forEach((run) -> call.with(run.task()).with(run.token()));
		List<Object> answer = call.run(this.scripts, this.library.renew());
		return RenewAnswer.read(runs, answer);
	}

	@Override
	public SweepResult sweep(String node, Duration lease) {
		List<Object> answer = new ScriptCall(this.keys.nodes(), this.keys.marks(), this.keys.running(),
				this.keys.counts(), this.keys.waiting(), this.keys.cancels(), this.keys.changes())
			.with(node)
			.with(lease.toMillis())
			.run(this.scripts, this.library.sweep());
		return new SweepResult(((Long) answer.get(1)).intValue(), (Long) answer.get(2),
				answer.stream().skip(3).map(RedisKeys::text).collect(Collectors.toUnmodifiableSet()));
	}

	@Override
	public void backfill(String task, List<Instant> nominals, String request) {
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.waiting(), this.keys.triggers(),
				this.keys.triggerTimes())
			.with(task)
			.with(task + "/backfill/" + request)
			.with(KEPT_REQUESTS.toMillis());
		nominals.forEach((nominal) -> call.with(nominal.toEpochMilli()));
		call.run(this.scripts, this.library.backfill());
	}

	@Override
	public List<WaitingRun> takeWaiting(String node, Duration lease, String callId, List<String> tasks) {
		ScriptCall call = new ScriptCall(withLocks(tasks.stream(), this.keys.nodes(), this.keys.marks(),
				this.keys.running(), this.keys.waiting()))
			.with(node)
			.with(lease.toMillis())
			.with(callId);
		tasks.forEach(call::with);
		return call.run(this.scripts, this.library.take()).stream().skip(1).map(WaitingAnswer::read).toList();
	}

	@Override
	public void record(TaskRun run) {
		new ScriptCall(this.keys.nodes(), this.keys.history(run.task())).with(HISTORY)
			.with(TaskRunText.write(run))
			.run(this.scripts, this.library.record());
	}

	@Override
	public int countFailure(String task, long token, boolean failed) {
		List<Object> answer = new ScriptCall(this.keys.nodes(), this.keys.completions(), this.keys.failures())
			.with(task)
			.with(token)
			.with(failed ? "failed" : "ok")
			.run(this.scripts, this.library.countFailure());
		return ((Long) answer.get(1)).intValue();
	}

	@Override
	public List<TaskRun> runs(String task, int count) {
		if (count == 0) {
			return List.of();
		}
		try (RedisConnection connection = this.connections.getConnection()) {
			List<byte[]> texts = connection.listCommands().lRange(this.keys.history(task), 0, count - 1L);
			return Objects.requireNonNullElse(texts, List.<byte[]>of())
				.stream()
				.map((text) -> TaskRunText.read(task, RedisKeys.text(text)))
				.toList();
		}
		catch (RuntimeException ex) {
			throw RedisScripts.unavailable("read the runs of " + task, ex);
		}
	}

	@Override
	public void forget(String task) {
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.marks(), this.keys.counts(),
				this.keys.completions(), this.keys.failures(), this.keys.history(task));
		LedgerAnswer.ask(call, task).run(this.scripts, this.library.forget());
	}

	@Override
	public TickLedger ledger(String task) {
		ScriptCall call = LedgerAnswer.ask(new ScriptCall(this.keys.nodes(), this.keys.marks(), this.keys.running(),
				this.keys.counts(), this.keys.waiting()), task);
		return LedgerAnswer.read(call.run(this.scripts, this.library.ledger()));
	}

}
