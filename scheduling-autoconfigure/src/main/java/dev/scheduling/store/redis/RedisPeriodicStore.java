package dev.scheduling.store.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.RunKey;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The shared state of ticks in Redis: one script per operation.
 */
public final class RedisPeriodicStore implements PeriodicStore {

	private static final int HISTORY = 100;

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
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.marks(), this.keys.running(), this.keys.counts())
			.with(node)
			.with(lease.toMillis());
		for (TickClaim tick : ticks) {
			call.with(tick.task())
				.with(tick.call())
				.with(tick.stamp())
				.with(tick.expectedMark().toEpochMilli())
				.with(tick.nominal().toEpochMilli())
				.with(tick.period().toMillis())
				.with(tick.coalesced())
				.with(tick.rejected() ? "rejected" : "run");
		}
		List<Object> answer = call.run(this.scripts, this.library.claim());
		return answer.stream().skip(1).map(ClaimAnswer::read).toList();
	}

	@Override
	public ClaimResult trigger(String node, Duration lease, String task, String callId) {
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.marks(), this.keys.running(), this.keys.counts())
			.with(node)
			.with(lease.toMillis())
			.with(task)
			.with(callId);
		return ClaimAnswer.read(call.run(this.scripts, this.library.trigger()).get(1));
	}

	@Override
	public Set<RunKey> finish(List<FinishedRun> runs) {
		List<byte[]> keys = new ArrayList<>(
				List.of(this.keys.nodes(), this.keys.running(), this.keys.counts(), this.keys.completions()));
		runs.forEach((run) -> keys.add(this.keys.history(run.key().task())));
		ScriptCall call = new ScriptCall(keys.toArray(byte[][]::new)).with(HISTORY);
		for (FinishedRun run : runs) {
			call.with(run.key().task())
				.with(run.key().token())
				.with(run.count().key())
				.with((run.record() != null) ? TaskRunText.write(run.record()) : "");
		}
		return refused(runs.stream().map(FinishedRun::key).toList(), call.run(this.scripts, this.library.finish()));
	}

	@Override
	public Set<RunKey> renew(String node, Duration lease, List<RunKey> runs) {
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.running()).with(node).with(lease.toMillis());
		runs.forEach((run) -> call.with(run.task()).with(run.token()));
		return refused(runs, call.run(this.scripts, this.library.renew()));
	}

	private static Set<RunKey> refused(List<RunKey> runs, List<Object> answer) {
		Set<RunKey> refused = new HashSet<>();
		for (int i = 0; i < runs.size(); i++) {
			if (answer.get(i + 1).equals(0L)) {
				refused.add(runs.get(i));
			}
		}
		return refused;
	}

	@Override
	public int sweep(String node, Duration lease) {
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.running(), this.keys.counts()).with(node)
			.with(lease.toMillis());
		return ((Long) call.run(this.scripts, this.library.sweep()).get(1)).intValue();
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
	public TickLedger ledger(String task) {
		ScriptCall call = new ScriptCall(this.keys.nodes(), this.keys.marks(), this.keys.running(), this.keys.counts())
			.with(task);
		TickCount[] reasons = TickCount.values();
		for (TickCount reason : reasons) {
			call.with(reason.key());
		}
		List<Object> answer = call.run(this.scripts, this.library.ledger());
		long mark = (Long) answer.get(1);
		Map<TickCount, Long> counts = new EnumMap<>(TickCount.class);
		for (int i = 0; i < reasons.length; i++) {
			counts.put(reasons[i], (Long) answer.get(i + 3));
		}
		return new TickLedger((mark >= 0) ? Instant.ofEpochMilli(mark) : null, ((Long) answer.get(2)).intValue(),
				counts);
	}

}
