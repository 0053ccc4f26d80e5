package dev.scheduling.store.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.scheduling.job.JobState;
import dev.scheduling.job.QueueCounts;
import dev.scheduling.store.ParkedGroup;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a queue, and where they stand. Guarded by its store.
 */
final class MemoryQueue {

	static final String EXPIRED = "It was not started in time";

	private static final Comparator<MemoryJob> BY_TIME = Comparator.comparing(MemoryJob::until)
		.thenComparing(MemoryJob::key);

	final Map<String, MemoryJob> jobs = new HashMap<>();

	final MemoryReadyJobs ready = new MemoryReadyJobs();

	final MemoryUniqueKeys unique = new MemoryUniqueKeys();

	final MemorySlots slots = new MemorySlots();

	final MemoryLimits limits = new MemoryLimits();

	final MemoryRetention retention = new MemoryRetention(this);

	private final Clock clock;

	@Nullable Instant pausedSince;

	boolean marked;

	long refused;

	long crashes;

	long expired;

	MemoryQueue(Clock clock) {
		this.clock = clock;
	}

	/** As fine as the score of a sorted set. */
	Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

	boolean isKnown(String key) {
		return this.jobs.containsKey(key) || this.retention.remembers(key);
	}

	/**
	 * Lets a job wait for its time, or start.
	 * @param job the job
	 * @param due its time
	 * @return whether it can start
	 */
	boolean place(MemoryJob job, Instant due) {
		if (due.isAfter(now())) {
			job.move(JobState.SCHEDULED, due);
			return false;
		}
		putLast(job);
		return true;
	}

	void putFirst(List<MemoryJob> heads) {
		for (int i = heads.size() - 1; i >= 0; i--) {
			this.ready.addFirst(heads.get(i));
		}
	}

	void putLast(MemoryJob job) {
		job.move(JobState.QUEUED, null);
		this.ready.addLast(job);
	}

	/**
	 * Gives to others what jobs have held.
	 * @param ended jobs that have ended
	 * @param freed jobs that no longer need a slot
	 */
	void left(List<MemoryJob> ended, List<MemoryJob> freed) {
		this.unique.release(ended).forEach((next) -> place(next.job(), next.due()));
		putFirst(this.slots.free(freed, this.limits.get().perKey()));
	}

	void removeWaiting(MemoryJob job) {
		if (!this.ready.remove(job)) {
			this.slots.remove(job);
		}
	}

	void promote() {
		at(JobState.SCHEDULED).stream().filter(this::isOver).forEach(this::putLast);
	}

	/** Ends jobs that were not started in time, should no fetch have come upon them. */
	void expire() {
		List<MemoryJob> over = this.jobs.values()
			.stream()
			.filter((job) -> job.isExpired(now()) && !job.state.isFinished())
			.sorted(Comparator.comparing(MemoryJob::expiresAt).thenComparing(MemoryJob::key))
			.toList();
		MemoryMoves moves = new MemoryMoves(this);
		over.forEach(moves::withdraw);
		expired(over);
		moves.apply();
	}

	void expired(List<MemoryJob> jobs) {
		jobs.forEach((job) -> job.error = EXPIRED);
		this.expired += jobs.size();
	}

	boolean isOver(MemoryJob job) {
		return !job.until().isAfter(now());
	}

	/**
	 * Returns the jobs of a state, the one whose time comes first before the others.
	 * @param state the state
	 * @return the jobs
	 */
	List<MemoryJob> at(JobState state) {
		return this.jobs.values().stream().filter((job) -> job.state == state).sorted(BY_TIME).toList();
	}

	private long count(JobState state) {
		return this.jobs.values().stream().filter((job) -> job.state == state).count();
	}

	/** When the next delayed job is due; the end of all times if there is none. */
	Instant nextDue() {
		return at(JobState.SCHEDULED).stream().findFirst().map(MemoryJob::until).orElse(Instant.MAX);
	}

	/** In how much time more may start than can now, as far as anybody knows. */
	@Nullable Duration nextIn() {
		Duration due = nextDueIn();
		Duration allowed = (this.ready.isEmpty() || isPaused()) ? null
				: this.limits.allowedIn(count(JobState.RUNNING), now().toEpochMilli());
		return (allowed != null && (due == null || allowed.compareTo(due) < 0)) ? allowed : due;
	}

	@Nullable Duration nextDueIn() {
		Instant due = nextDue();
		return (due.equals(Instant.MAX) || isPaused()) ? null
				: Duration.ofMillis(Math.max(0, due.toEpochMilli() - now().toEpochMilli()));
	}

	boolean isPaused() {
		return this.pausedSince != null;
	}

	int allowance() {
		return isPaused() ? 0 : this.limits.allowance(count(JobState.RUNNING), now().toEpochMilli());
	}

	boolean canStart() {
		return !this.ready.isEmpty() && allowance() > 0;
	}

	void wake() {
		this.marked |= canStart();
	}

	long depth() {
		return count(JobState.QUEUED) + count(JobState.SCHEDULED);
	}

	/** As they will start; behind them those that wait for another job. */
	List<MemoryJob> queued() {
		List<MemoryJob> queued = new ArrayList<>(this.ready.all());
		queued.addAll(this.slots.inOrder());
		this.unique.waiting().stream().sorted(Comparator.comparing(MemoryJob::key)).forEach(queued::add);
		return queued;
	}

	/**
	 * Returns the parked jobs of groups, in the order in which they start.
	 * @param groups the groups
	 * @return the jobs
	 */
	List<MemoryJob> parked(List<ParkedGroup> groups) {
		return groups.stream().flatMap((group) -> parked().filter((job) -> job.isParkedIn(group))).toList();
	}

	private Stream<MemoryJob> parked() {
		return this.jobs.values()
			.stream()
			.filter((job) -> job.state == JobState.PARKED)
			.sorted(Comparator.comparing(MemoryJob::key));
	}

	List<ParkedGroup> parkedGroups() {
		return parked().map((job) -> job.parking)
			.filter(Objects::nonNull)
			.map(MemoryParking::group)
			.distinct()
			.toList();
	}

	QueueCounts counts() {
		Map<JobState, Long> counts = new EnumMap<>(JobState.class);
		for (JobState state : JobState.values()) {
			counts.put(state, count(state));
		}
		return new QueueCounts(counts, this.refused, this.crashes, this.retention.trimmed(), this.expired);
	}

}
