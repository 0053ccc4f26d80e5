package dev.scheduling.store.redis;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.CancelResult;
import dev.scheduling.store.EnqueueResult;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.LiveWorker;
import dev.scheduling.store.NewJob;
import dev.scheduling.job.QueueCounts;
import dev.scheduling.store.StoredJob;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.Assert;

/**
 * The producers' and viewers' side of the queues in Redis: one script per operation.
 */
public final class RedisJobStore implements JobStore {

	/** In the order of the script that counts. */
	private static final List<JobState> COUNTED = List.of(JobState.SCHEDULED, JobState.QUEUED, JobState.RUNNING,
			JobState.SUCCEEDED, JobState.DEAD, JobState.CANCELLED, JobState.PARKED);

	private final QueueScripts queues;

	private final QueueScripts enqueues;

	private final RedisKeys keys;

	private final KnownQueues known;

	private final Library library;

	/**
	 * Creates the store.
	 * @param connections the connections; commands must time out within two seconds
	 * @param namespace keeps applications on one Redis apart
	 */
	public RedisJobStore(RedisConnectionFactory connections, String namespace) {
		this(connections, namespace, "time");
	}

	/**
	 * Creates a store that enqueues on connections of its own.
	 * @param connections the connections for all else
	 * @param namespace keeps applications on one Redis apart
	 * @param enqueues the connections to enqueue on. Where a confirmation is wanted, each
	 * who asks is given one of its own, which does not reconnect and in a cluster follows
	 * no redirection
	 * @param confirmation what an enqueue must know before it returns, or {@code null}
	 */
	public RedisJobStore(RedisConnectionFactory connections, String namespace, LettuceConnectionFactory enqueues,
			@Nullable WriteConfirmation confirmation) {
		this(connections, namespace, "time",
				(queues) -> (confirmation != null)
						? queues.on(new ConfirmedConnections(enqueues, confirmation, RedisKeys::metaBeside))
						: queues.on(enqueues));
	}

	RedisJobStore(RedisConnectionFactory connections, String namespace, String timeSource) {
		this(connections, namespace, timeSource, UnaryOperator.identity());
	}

	private RedisJobStore(RedisConnectionFactory connections, String namespace, String timeSource,
			UnaryOperator<QueueScripts> enqueues) {
		this.keys = new RedisKeys(namespace);
		this.queues = new QueueScripts(connections, this.keys);
		this.enqueues = enqueues.apply(this.queues);
		this.known = new KnownQueues(connections, this.keys);
		this.library = Library.load(timeSource);
	}

	@Override
	public Clock clock() {
		return this.queues.clock();
	}

	@Override
	public List<EnqueueResult> enqueue(String queue, List<NewJob> jobs, int maxDepth) {
		if (jobs.isEmpty()) {
			return List.of();
		}
		Assert.isTrue(jobs.size() <= MAX_BATCH,
				() -> "%d jobs are more than one call can enqueue (%d)".formatted(jobs.size(), MAX_BATCH));
		this.known.add(List.of(queue));
		ScriptCall call = this.queues.call(queue).with((maxDepth < UNLIMITED) ? Integer.toString(maxDepth) : "");
		for (NewJob job : jobs) {
			call.with(job.id().key())
				.with(RedisTimes.atLeast(job.delay()))
				.with((job.notBefore() != null) ? RedisTimes.atLeast(job.notBefore()) : 0)
				.with(JobRulesText.write(job))
				.with(job.envelope());
		}
		return this.enqueues.run(call, this.library.enqueue())
			.stream()
			.skip(1)
			.map((answer) -> enqueued(queue, answer))
			.toList();
	}

	private static EnqueueResult enqueued(String queue, Object answer) {
		if (answer instanceof Long code) {
			return (code == 1L) ? EnqueueResult.ACCEPTED : (code == 0L) ? EnqueueResult.DUPLICATE : EnqueueResult.FULL;
		}
		return new EnqueueResult.KeyHeld(JobId.ofPartition(RedisKeys.text(answer), queue));
	}

	@Override
	public Optional<StoredJob> find(JobId id) {
		if (!id.isWellFormed()) {
			return Optional.empty();
		}
		List<Object> answer = run(id, this.library.find());
		return StoredJobAnswer.read(id.queue(), answer.subList(1, answer.size())).stream().findFirst();
	}

	@Override
	public Optional<byte[]> result(JobId id) {
		if (!id.isWellFormed()) {
			return Optional.empty();
		}
		List<Object> answer = run(id, this.library.result());
		return answer.stream().skip(1).map((bytes) -> (byte[]) bytes).findFirst();
	}

	@Override
	public List<String> log(JobId id) {
		if (!id.isWellFormed()) {
			return List.of();
		}
		return run(id, this.library.log()).stream().skip(1).map(RedisKeys::text).toList();
	}

	@Override
	public CancelResult cancel(JobId id) {
		if (!id.isWellFormed()) {
			return CancelResult.UNKNOWN;
		}
		return CancelResult.valueOf(RedisKeys.text(run(id, this.library.cancel()).get(1)));
	}

	@Override
	public QueueCounts counts(String queue) {
		List<Object> answer = this.queues.run(this.queues.call(queue), this.library.count());
		Map<JobState, Long> jobs = new EnumMap<>(JobState.class);
		for (JobState state : JobState.values()) {
			int index = COUNTED.indexOf(state);
			jobs.put(state, (index >= 0) ? (Long) answer.get(index + 1) : 0L);
		}
		int next = COUNTED.size() + 1;
		return new QueueCounts(jobs, (Long) answer.get(next), (Long) answer.get(next + 1), (Long) answer.get(next + 2),
				(Long) answer.get(next + 3));
	}

	@Override
	public Set<String> queues() {
		return this.known.read();
	}

	@Override
	public List<LiveWorker> workers() {
		return this.queues.run(new ScriptCall(this.keys.workers()), this.library.workers())
			.stream()
			.skip(1)
			.map(RedisJobStore::worker)
			.toList();
	}

	private static LiveWorker worker(Object text) {
		String[] part = RedisKeys.text(text).split("\\|", -1);
		return new LiveWorker(part[0], part[3], Arrays.stream(part).skip(4).collect(Collectors.toUnmodifiableSet()),
				Instant.ofEpochMilli(Long.parseLong(part[1])), Instant.ofEpochMilli(Long.parseLong(part[2])));
	}

	private List<Object> run(JobId id, RedisScript script) {
		return this.queues.run(this.queues.call(id.partition()).with(id.key()), script);
	}

	/** The scripts, each with the functions that it uses. */
	private record Library(RedisScript enqueue, RedisScript find, RedisScript result, RedisScript log,
			RedisScript cancel, RedisScript count, RedisScript workers) {

		static Library load(String time) {
			return new Library(RedisScript.loadForJobs("enqueue", time, "enqueueing").refusedWhenFull(),
					RedisScript.loadForJobs("find", time, "reading"), script("result", time), script("log", time),
					RedisScript.loadForJobs("cancel", time, "cancelling"), script("count", time),
					RedisScript.load("workers", time, "text"));
		}

		private static RedisScript script(String name, String time) {
			return RedisScript.loadForJobs(name, time);
		}

	}

}
