package dev.scheduling.store.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

import dev.scheduling.job.Job;
import dev.scheduling.store.CompletionResult;
import dev.scheduling.store.FetchResult;
import dev.scheduling.store.FlushAndFetchResult;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobReport;
import dev.scheduling.store.ReapResult;
import dev.scheduling.store.ReapRules;
import dev.scheduling.store.RenewalResult;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The workers' side of the queues in Redis: one script per operation. A heartbeat should
 * use a store with connections of its own, so that it waits for nothing else.
 */
public final class RedisJobLeaseStore implements JobLeaseStore {

	private static final int MILLION = 1_000_000;

	private final QueueScripts queues;

	private final RedisKeys keys;

	private final KnownQueues known;

	private final RandomGenerator random;

	private final String instance = UUID.randomUUID() + "-";

	private final AtomicLong reaps = new AtomicLong();

	private final Library library;

	/**
	 * Creates the store.
	 * @param connections the connections; commands must time out well within a lease
	 * @param namespace keeps applications on one Redis apart
	 * @param random decides how long a job waits after repeated crashes
	 */
	public RedisJobLeaseStore(RedisConnectionFactory connections, String namespace, RandomGenerator random) {
		this(connections, namespace, random, "time");
	}

	RedisJobLeaseStore(RedisConnectionFactory connections, String namespace, RandomGenerator random,
			String timeSource) {
		this.keys = new RedisKeys(namespace);
		this.queues = new QueueScripts(connections, this.keys);
		this.known = new KnownQueues(connections, this.keys);
		this.random = random;
		this.library = Library.load(timeSource);
	}

	@Override
	public Clock clock() {
		return this.queues.clock();
	}

	@Override
	public FetchResult fetch(JobFetch fetch) {
		List<Object> answer = this.queues.run(callOf(fetch), this.library.fetch());
		return JobLeaseAnswer.fetched(fetch.queue(), answer.subList(1, answer.size()));
	}

	@Override
	public List<CompletionResult> complete(JobFlush flush) {
		if (flush.completions().isEmpty()) {
			return List.of();
		}
		ScriptCall call = this.queues.call(flush.queue()).with(flush.owner()).with(flush.call());
		flush.completions().forEach((completion) -> JobCompletionText.write(completion, call));
		return JobLeaseAnswer.completed(this.queues.run(call, this.library.complete()).get(1));
	}

	@Override
	public FlushAndFetchResult completeAndFetch(JobFlush flush, JobFetch fetch) {
		if (flush.completions().isEmpty()) {
			return new FlushAndFetchResult(List.of(), fetch(fetch));
		}
		ScriptCall call = callOf(fetch).with(flush.call());
		flush.completions().forEach((completion) -> JobCompletionText.write(completion, call));
		List<Object> answer = this.queues.run(call, this.library.exchange());
		return new FlushAndFetchResult(JobLeaseAnswer.completed(answer.get(1)),
				JobLeaseAnswer.fetched(fetch.queue(), answer.subList(2, answer.size())));
	}

	private ScriptCall callOf(JobFetch fetch) {
		return this.queues.call(fetch.queue())
			.with(fetch.owner())
			.with(fetch.nonce())
			.with(fetch.received())
			.with(fetch.max())
			.with(fetch.lease().toMillis())
			.with(JobRulesText.write(fetch.limits()))
			.with(ParkedGroupText.write(fetch.parked()));
	}

	@Override
	public RenewalResult renew(String queue, String owner, Duration lease, List<JobLease> leases) {
		ScriptCall call = this.queues.call(queue).with(owner).with(lease.toMillis());
		leases.forEach((held) -> call.with(held.id().key()).with(held.token()));
		List<Object> answer = this.queues.run(call, this.library.renew());
		Set<JobLease> lost = new HashSet<>();
		Set<JobLease> cancelled = new HashSet<>();
		for (int i = 0; i < leases.size(); i++) {
			Object state = answer.get(i + 1);
			if (state.equals(0L)) {
				lost.add(leases.get(i));
			}
			else if (state.equals(2L)) {
				cancelled.add(leases.get(i));
			}
		}
		return new RenewalResult(lost, cancelled);
	}

	@Override
	public ReapResult reap(String queue, ReapRules rules) {
		ScriptCall call = this.queues.call(queue)
			.with(rules.lease().toMillis())
			.with(rules.maxCrashes())
			.with(rules.crashDelay().toMillis())
			.with(rules.kept().dead().toMillis())
			.with(this.random.nextInt(MILLION))
			.with(this.instance + this.reaps.incrementAndGet())
			.with(rules.kept().succeededLimit())
			.with(rules.kept().deadLimit());
		List<Object> answer = this.queues.run(call, this.library.reap());
		return new ReapResult(((Long) answer.get(1)).intValue(), ((Long) answer.get(2)).intValue(),
				((Long) answer.get(3)).intValue(), JobLeaseAnswer.dueIn(answer.get(4)),
				answer.stream().skip(5).map(ParkedGroupText::read).toList());
	}

	@Override
	public boolean report(String queue, String owner, JobReport report) {
		Job.Progress progress = report.progress();
		ScriptCall call = this.queues.call(queue)
			.with(owner)
			.with(report.lease().id().key())
			.with(report.lease().token())
			.with(report.number())
			.with((progress != null) ? Long.toString(progress.done()) : "")
			.with((progress != null) ? Long.toString(progress.total()) : "");
		report.lines().forEach(call::with);
		return this.queues.run(call, this.library.report()).get(1).equals(1L);
	}

	@Override
	public void announce(String owner, String fingerprint, Collection<String> queues, Duration lifetime) {
		ScriptCall call = new ScriptCall(this.keys.workers()).with(owner).with(lifetime.toMillis()).with(fingerprint);
		queues.forEach(call::with);
		this.queues.run(call, this.library.announce());
		this.known.confirm(queues);
	}

	@Override
	public void leave(String owner, Map<String, String> received) {
		received.forEach((queue, nonce) -> this.queues.run(this.queues.call(queue).with(owner).with(nonce),
				this.library.leave()));
		this.queues.run(new ScriptCall(this.keys.workers()).with(owner).with(0), this.library.announce());
	}

	/** The scripts, each with the functions that it uses. */
	private record Library(RedisScript fetch, RedisScript complete, RedisScript exchange, RedisScript renew,
			RedisScript reap, RedisScript report, RedisScript leave, RedisScript announce) {

		static Library load(String time) {
			return new Library(RedisScript.loadForJobs("fetch", time, "gathering", "fetching"),
					RedisScript.loadForJobs("complete", time, "completing"),
					RedisScript.loadForJobs("exchange", time, "completing", "gathering", "fetching"),
					script("renew-jobs", time), script("reap", time), script("report", time), script("leave", time),
					RedisScript.load("announce", time, "text"));
		}

		private static RedisScript script(String name, String time) {
			return RedisScript.loadForJobs(name, time);
		}

	}

}
