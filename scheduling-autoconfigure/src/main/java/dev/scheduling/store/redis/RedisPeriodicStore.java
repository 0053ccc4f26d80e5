package dev.scheduling.store.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

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

	private static final int HISTORY = 100;

	private static final Duration KEPT_REQUESTS = Duration.ofHours(24);

	private final RedisConnectionFactory connections;

	private final RedisKeys keys;

	private final RedisScripts scripts;

	private final ClusterClock clock;

	private final PeriodicScripts library;

	/**
	 * Creates the store.
	 * @param connections the connections; commands must time out well within a lease
	 * @param namespace keeps applications on one Redis apart
	 */
	public RedisPeriodicStore(RedisConnectionFactory connections, String namespace) {
		this(connections, namespace, "time");
	}

	RedisPeriodicStore(RedisConnectionFactory connections, String namespace, String timeSource) {
		this.connections = connections;
		this.keys = new RedisKeys(namespace);
		this.clock = new ClusterClock(System::nanoTime, Clock.systemUTC());
		this.scripts = new RedisScripts(connections, this.clock, System::nanoTime);
		this.library = PeriodicScripts.load(timeSource);
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
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.marks(), this.keys.running(), this.keys.counts(),
				this.keys.pauses(), this.keys.waiting(), this.keys.cancels())
			.with(node)
			.with(lease.toMillis());
		ticks.forEach((tick) -> TickText.write(call, tick));
		List<Object> answer = call.run(this.scripts, this.library.claim());
		return answer.stream().skip(1).map(ClaimAnswer::read).toList();
	}

	@Override
	public ClaimResult trigger(String node, Duration lease, TriggerClaim claim) {
		String request = claim.request();
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.marks(), this.keys.running(), this.keys.counts(),
				this.keys.waiting(), this.keys.cancels(), this.keys.triggers(), this.keys.triggerTimes())
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
		runs.forEach((run) -> keys.add(this.keys.history(run.key().task())));
		ScriptCall call = new ScriptCall(keys.toArray(byte[][]::new)).with(HISTORY);
		runs.forEach((run) -> FinishText.write(call, run));
		return FinishText.read(runs, call.run(this.scripts, this.library.finish()));
	}

	@Override
	public RenewedRuns renew(String node, Duration lease, List<RunKey> runs) {
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.running(), this.keys.cancels()).with(node)
			.with(lease.toMillis());
		runs.forEach((run) -> call.with(run.task()).with(run.token()));
		List<Object> answer = call.run(this.scripts, this.library.renew());
		Set<RunKey> lost = new HashSet<>();
		Set<RunKey> cancelled = new HashSet<>();
		for (int i = 0; i < runs.size(); i++) {
			long held = (Long) answer.get(i + 1);
			if (held != 1) {
				((held == 0) ? lost : cancelled).add(runs.get(i));
			}
		}
		return new RenewedRuns(lost, cancelled);
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
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.marks(), this.keys.running(), this.keys.waiting())
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
