package dev.scheduling.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.Failed;
import dev.scheduling.store.JobCompletion.HandedBack;
import dev.scheduling.store.JobCompletion.Succeeded;

/**
 * What the contracts of the job stores say in their own words.
 */
public abstract class JobStoreFixture extends StoreFixture {

	protected static final Duration LEASE = Duration.ofSeconds(9);

	protected static final Duration HOUR = Duration.ofHours(1);

	protected static final String QUEUE = "default";

	private int calls;

	private String received = "";

	protected final JobStore store() {
		return stores().jobs();
	}

	protected final JobLeaseStore leases() {
		return stores().leases();
	}

	protected final JobId id(String key) {
		return JobId.of(key, QUEUE);
	}

	protected final byte[] envelope(String key) {
		return ("envelope of " + key).getBytes(StandardCharsets.UTF_8);
	}

	protected final NewJob job(String key) {
		return NewJob.ready(id(key), envelope(key));
	}

	protected final NewJob delayed(String key, Duration delay) {
		return new NewJob(id(key), envelope(key), delay, null);
	}

	protected final void enqueue(String... keys) {
		store().enqueue(QUEUE, List.of(keys).stream().map(this::job).toList());
	}

	protected final List<String> numbered(String prefix, int count) {
		return IntStream.range(0, count).mapToObj((number) -> "%s%05d".formatted(prefix, number)).toList();
	}

	protected final String nextCall() {
		return "call" + this.calls++;
	}

	protected final JobFetch fetchOf(String owner, String nonce, String received, int max) {
		return new JobFetch(QUEUE, owner, nonce, received, max, LEASE);
	}

	/**
	 * Fetches as a worker does that got every answer so far.
	 */
	protected final FetchResult fetch(String owner, int max) {
		String nonce = nextCall();
		FetchResult result = leases().fetch(fetchOf(owner, nonce, this.received, max));
		this.received = nonce;
		return result;
	}

	/** The nonce of the fetch before, all of whose answers are got. */
	final String received(String nonce) {
		String before = this.received;
		this.received = nonce;
		return before;
	}

	protected final List<FetchedJob> fetchJobs(String owner, int max) {
		return fetch(owner, max).jobs();
	}

	protected final JobLease fetchOne(String owner) {
		return fetchJobs(owner, 1).get(0).lease();
	}

	protected final List<String> keys(List<FetchedJob> jobs) {
		return jobs.stream().map((job) -> job.lease().id().key()).toList();
	}

	protected final List<CompletionResult> complete(String owner, JobCompletion... completions) {
		return leases().complete(new JobFlush(QUEUE, owner, nextCall(), List.of(completions)));
	}

	protected final Succeeded succeeded(JobLease lease) {
		return new Succeeded(lease, null, HOUR);
	}

	protected final Failed failed(JobLease lease, Duration delay) {
		return new Failed(lease, "java.io.IOException: a | b", delay);
	}

	protected final Died died(JobLease lease) {
		return new Died(lease, "java.io.IOException: a | b", Duration.ofDays(7));
	}

	protected final HandedBack handedBack(JobLease lease, Duration delay) {
		return new HandedBack(lease, delay);
	}

	protected final ReapResult reap() {
		return leases().reap(QUEUE, ReapRules.of(LEASE));
	}

	/**
	 * Lets time pass while reapers are at work, as they are in a cluster.
	 */
	protected final int pass(Duration time) {
		int crashed = 0;
		for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(SECOND)) {
			advance(SECOND);
			crashed += reap().crashed();
		}
		return crashed;
	}

	protected final JobState state(String key) {
		return stored(key).state();
	}

	protected final StoredJob stored(String key) {
		return store().find(id(key)).orElseThrow();
	}

	protected final long count(JobState state) {
		return store().counts(QUEUE).of(state);
	}

}
