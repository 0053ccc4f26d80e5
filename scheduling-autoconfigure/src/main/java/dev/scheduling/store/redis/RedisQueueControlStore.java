package dev.scheduling.store.redis;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.job.RetryResult;
import dev.scheduling.store.CancelResult;
import dev.scheduling.store.DeleteResult;
import dev.scheduling.store.QueueControlStore;
import dev.scheduling.store.StoredPage;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.Assert;

/**
 * The operators' side of the queues in Redis: one script per operation.
 */
public final class RedisQueueControlStore implements QueueControlStore {

	private static final Pattern PLACE = Pattern.compile("\\d*\\|.+", Pattern.DOTALL);

	private final QueueScripts queues;

	private final KnownQueues known;

	private final String instance = "operator-" + UUID.randomUUID() + "-";

	private final AtomicLong calls = new AtomicLong();

	private final Library library;

	/**
	 * Creates the store.
	 * @param connections the connections; commands must time out within two seconds
	 * @param namespace keeps applications on one Redis apart
	 */
	public RedisQueueControlStore(RedisConnectionFactory connections, String namespace) {
		this(connections, namespace, "time");
	}

	RedisQueueControlStore(RedisConnectionFactory connections, String namespace, String timeSource) {
		RedisKeys keys = new RedisKeys(namespace);
		this.queues = new QueueScripts(connections, keys);
		this.known = new KnownQueues(connections, keys);
		this.library = Library.load(timeSource);
	}

	@Override
	public void pause(String queue) {
		this.known.add(List.of(queue));
		this.queues.run(this.queues.call(queue).with("pause"), this.library.pause());
	}

	@Override
	public void resume(String queue) {
		this.queues.run(this.queues.call(queue), this.library.pause());
	}

	@Override
	public Optional<Instant> pausedSince(String queue) {
		long since = (Long) this.queues.run(this.queues.call(queue), this.library.paused()).get(1);
		return (since >= 0) ? Optional.of(Instant.ofEpochMilli(since)) : Optional.empty();
	}

	@Override
	public StoredPage list(String queue, JobState state, @Nullable String after, int max) {
		Assert.isTrue(after == null || PLACE.matcher(after).matches(),
				() -> "No page of jobs ends at '%s'; use the one that the page before names".formatted(after));
		int bar = (after != null) ? after.indexOf('|') : -1;
		List<Object> answer = this.queues.run(this.queues.call(queue)
			.with(state.name())
			.with(max)
			.with(LISTED_BYTES)
			.with((after != null) ? after.substring(0, bar) : "")
			.with((after != null) ? after.substring(bar + 1) : ""), this.library.list());
		String score = RedisKeys.text(answer.get(1));
		return new StoredPage(StoredJobAnswer.read(queue, answer.subList(3, answer.size())),
				score.isEmpty() ? null : score + '|' + RedisKeys.text(answer.get(2)));
	}

	@Override
	public List<RetryResult> retry(String queue, List<JobId> ids) {
		return operate(queue, ids, this.library.retry(), (letter) -> switch (letter) {
			case 'r' -> RetryResult.RETRIED;
			case 'h' -> RetryResult.KEY_HELD;
			case 'n' -> RetryResult.NOT_RETRYABLE;
			default -> RetryResult.UNKNOWN;
		});
	}

	@Override
	public List<DeleteResult> delete(String queue, List<JobId> ids) {
		return operate(queue, ids, this.library.delete(), (letter) -> switch (letter) {
			case 'd' -> DeleteResult.DELETED;
			case 'r' -> DeleteResult.REQUESTED;
			default -> DeleteResult.UNKNOWN;
		});
	}

	private <R> List<R> operate(String queue, List<JobId> ids, RedisScript script, IntFunction<R> read) {
		if (ids.isEmpty()) {
			return List.of();
		}
		ScriptCall call = this.queues.call(queue).with(this.instance + this.calls.incrementAndGet());
		ids.forEach((id) -> call.with(id.key()));
		return RedisKeys.text(this.queues.run(call, script).get(1)).chars().mapToObj(read).toList();
	}

	@Override
	public List<CancelResult> cancel(String queue, List<JobId> ids) {
		ScriptCall call = this.queues.call(queue);
		ids.forEach((id) -> call.with(id.key()));
		return this.queues.run(call, this.library.cancel())
			.stream()
			.skip(1)
			.map((result) -> CancelResult.valueOf(RedisKeys.text(result)))
			.toList();
	}

	@Override
	public Map<String, Integer> running(String queue) {
		List<Object> answer = this.queues.run(this.queues.call(queue), this.library.running());
		Map<String, Integer> running = new HashMap<>();
		for (int i = 1; i < answer.size(); i += 2) {
			running.put(RedisKeys.text(answer.get(i)), ((Long) answer.get(i + 1)).intValue());
		}
		return running;
	}

	/** The scripts, each with the functions that it uses. */
	private record Library(RedisScript pause, RedisScript paused, RedisScript list, RedisScript retry,
			RedisScript cancel, RedisScript delete, RedisScript running) {

		static Library load(String time) {
			return new Library(RedisScript.loadForJobs("pause", time), RedisScript.loadForJobs("paused", time),
					RedisScript.loadForJobs("list", time, "reading"),
					RedisScript.loadForJobs("retry", time, "cancelling", "operating"),
					RedisScript.loadForJobs("cancel", time, "cancelling"),
					RedisScript.loadForJobs("delete", time, "cancelling", "operating"),
					RedisScript.loadForJobs("running", time));
		}

	}

}
