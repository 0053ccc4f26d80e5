package dev.scheduling.store.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.DurableTickStore;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The ticks of durable tasks in Redis, each in the slot of its queue.
 */
public final class RedisDurableTickStore implements DurableTickStore {

	private final QueueScripts queues;

	private final RedisKeys keys;

	private final KnownQueues known;

	private final Library library;

	/**
	 * Creates the store.
	 * @param connections the connections; commands must time out within two seconds
	 * @param namespace keeps applications on one Redis apart
	 */
	public RedisDurableTickStore(RedisConnectionFactory connections, String namespace) {
		this(connections, namespace, "time");
	}

	RedisDurableTickStore(RedisConnectionFactory connections, String namespace, String timeSource) {
		this.keys = new RedisKeys(namespace);
		this.queues = new QueueScripts(connections, this.keys);
		this.known = new KnownQueues(connections, this.keys);
		this.library = Library.load(timeSource);
	}

	@Override
	public List<Instant> register(String queue, List<TaskStamp> tasks) {
		this.known.confirm(List.of(queue));
		ScriptCall call = new ScriptCall(this.keys.queue(queue, "active"), this.keys.queue(queue, "marks"));
		tasks.forEach((task) -> call.with(task.task()).with(task.stamp()));
		return this.queues.run(call, this.library.register())
			.stream()
			.skip(1)
			.map((mark) -> Instant.ofEpochMilli((Long) mark))
			.toList();
	}

	@Override
	public List<ClaimResult> claim(String queue, List<DurableTick> ticks) {
		ScriptCall call = this.queues.call(queue);
		for (DurableTick tick : ticks) {
			TickClaim claim = tick.claim();
			call.with(claim.task())
				.with(claim.call())
				.with(claim.stamp())
				.with(claim.expectedMark().toEpochMilli())
				.with(claim.nominal().toEpochMilli())
				.with(claim.period().toMillis())
				.with(claim.coalesced())
				.with(tick.window().toMillis())
				.with(tick.job().key())
				.with(tick.envelope());
		}
		List<Object> answer = this.queues.run(call, this.library.claim());
		List<ClaimResult> results = new ArrayList<>(ticks.size());
		for (int i = 0; i < ticks.size(); i++) {
			results.add(ClaimAnswer.read(answer.get(i + 1), ticks.get(i).job()));
		}
		return results;
	}

	@Override
	public TickLedger ledger(String queue, String task) {
		// No tick of a durable task is running for its ledger: admitted is counted as
		// run.
		ScriptCall call = new ScriptCall(this.keys.queue(queue, "active"), this.keys.queue(queue, "marks"),
				this.keys.queue(queue, "running"), this.keys.queue(queue, "counts"))
			.with(task);
		TickCount[] reasons = TickCount.values();
		for (TickCount reason : reasons) {
			call.with(reason.key());
		}
		List<Object> answer = this.queues.run(call, this.library.ledger());
		long mark = (Long) answer.get(1);
		Map<TickCount, Long> counts = new EnumMap<>(TickCount.class);
		for (int i = 0; i < reasons.length; i++) {
			counts.put(reasons[i], (Long) answer.get(i + 3));
		}
		return new TickLedger((mark >= 0) ? Instant.ofEpochMilli(mark) : null, 0, counts);
	}

	/** The scripts, each with the functions that it uses. */
	private record Library(RedisScript register, RedisScript claim, RedisScript ledger) {

		static Library load(String time) {
			return new Library(RedisScript.load("register", time, "text", "ticks"),
					RedisScript.load("claim-durable", time, "text", "ticks", "jobs").refusedWhenFull(),
					RedisScript.load("ledger", time, "text", "ticks"));
		}

	}

}
