package dev.scheduling.store.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.DurableTickStore;
import dev.scheduling.store.TaskStamp;
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
			TickText.write(call, tick.claim());
			call.with(tick.window().toMillis())
				.with(tick.job().key())
				.with(JobRulesText.level(tick.priority()))
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
	public void forget(String queue, String task) {
		ScriptCall call = new ScriptCall(this.keys.queue(queue, "active"), this.keys.queue(queue, "marks"),
				this.keys.queue(queue, "counts"), this.keys.queue(queue, "latest"), this.keys.queue(queue, "pauses"),
				this.keys.queue(queue, "runs"));
		this.queues.run(LedgerAnswer.ask(call, task), this.library.forget());
	}

	@Override
	public TickLedger ledger(String queue, String task) {
		// No tick of a durable task is running for its ledger: admitted is counted as
		// run.
		ScriptCall call = new ScriptCall(this.keys.queue(queue, "active"), this.keys.queue(queue, "marks"),
				this.keys.queue(queue, "running"), this.keys.queue(queue, "counts"), this.keys.queue(queue, "waiting"));
		return LedgerAnswer.read(this.queues.run(LedgerAnswer.ask(call, task), this.library.ledger()));
	}

	/** The scripts, each with the functions that it uses. */
	private record Library(RedisScript register, RedisScript claim, RedisScript forget, RedisScript ledger) {

		static Library load(String time) {
			return new Library(RedisScript.load("register", time, "text", "ticks"),
					RedisScript.loadForJobs("claim-durable", time, "ticks", "claims", "cancelling").refusedWhenFull(),
					RedisScript.load("forget", time, "text", "ticks"),
					RedisScript.load("ledger", time, "text", "ticks"));
		}

	}

}
