package dev.scheduling.store.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobState;
import dev.scheduling.store.CancelResult;
import dev.scheduling.store.EnqueueResult;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.QueueCounts;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a queue, and the moves that no worker makes. Guarded by its store.
 */
final class MemoryQueue {

	static final Duration CANCELLED_RETENTION = Duration.ofHours(1);

	private static final int KEPT = 10_000;

	private static final Comparator<MemoryJob> BY_TIME = Comparator.comparing(MemoryJob::until)
		.thenComparing(MemoryJob::key);

	final Map<String, MemoryJob> jobs = new HashMap<>();

	final Deque<MemoryJob> ready = new ArrayDeque<>();

	private final Map<String, Instant> remembered = new HashMap<>();

	private final Clock clock;

	boolean marked;

	long refused;

	long crashes;

	private long trimmed;

	MemoryQueue(Clock clock) {
		this.clock = clock;
	}

	Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

	EnqueueResult enqueue(NewJob job) {
		MemoryJob known = this.jobs.get(job.id().key());
		if (known != null) {
			return Arrays.equals(known.envelope, job.envelope()) ? EnqueueResult.ACCEPTED : EnqueueResult.DUPLICATE;
		}
		if (this.remembered.containsKey(job.id().key())) { // this very call: its job has
															// run
			return EnqueueResult.ACCEPTED;
		}
		MemoryJob stored = new MemoryJob(job.id(), job.envelope());
		this.jobs.put(stored.key(), stored);
		Instant due = due(job);
		if (due.isAfter(now())) {
			this.marked |= at(JobState.SCHEDULED).stream().noneMatch((other) -> !other.until().isAfter(due));
			stored.move(JobState.SCHEDULED, due);
		}
		else {
			putLast(stored);
		}
		return EnqueueResult.ACCEPTED;
	}

	private Instant due(NewJob job) {
		Instant due = now().plus(job.delay());
		return (job.notBefore() != null && job.notBefore().isAfter(due)) ? job.notBefore() : due;
	}

	boolean isKnown(String key) {
		return this.jobs.containsKey(key) || this.remembered.containsKey(key);
	}

	CancelResult cancel(String key) {
		MemoryJob job = this.jobs.get(key);
		if (job == null) {
			return this.remembered.containsKey(key) ? CancelResult.FINISHED : CancelResult.UNKNOWN;
		}
		if (job.state == JobState.RUNNING) {
			job.cancelRequested = true;
			return CancelResult.REQUESTED;
		}
		if (!job.state.isFinished()) {
			this.ready.remove(job);
			job.finish(JobState.CANCELLED, now(), CANCELLED_RETENTION);
		}
		return (job.state == JobState.CANCELLED) ? CancelResult.CANCELLED : CancelResult.FINISHED;
	}

	void putFirst(MemoryJob job) {
		job.move(JobState.QUEUED, null);
		this.ready.addFirst(job);
		this.marked = true;
	}

	void putLast(MemoryJob job) {
		job.move(JobState.QUEUED, null);
		this.ready.addLast(job);
		this.marked = true;
	}

	void remember(MemoryJob job) {
		this.jobs.remove(job.key());
		this.ready.remove(job);
		this.remembered.put(job.key(), now().plus(MemoryJob.SHORTEST_RETENTION));
	}

	void promote() {
		at(JobState.SCHEDULED).stream().filter(this::isOver).forEach(this::putLast);
	}

	void trim() {
		for (JobState state : List.of(JobState.SUCCEEDED, JobState.DEAD, JobState.CANCELLED)) {
			at(state).stream().filter(this::isOver).forEach((job) -> this.jobs.remove(job.key()));
			List<MemoryJob> kept = at(state);
			List<MemoryJob> surplus = kept.subList(0, Math.max(0, kept.size() - KEPT));
			surplus.forEach(this::remember);
			this.trimmed += surplus.size();
		}
		this.remembered.values().removeIf((until) -> !until.isAfter(now()));
	}

	private boolean isOver(MemoryJob job) {
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

	@Nullable Duration nextDueIn() {
		List<MemoryJob> scheduled = at(JobState.SCHEDULED);
		if (scheduled.isEmpty()) {
			return null;
		}
		Duration until = Duration.between(now(), scheduled.get(0).until());
		return until.isNegative() ? Duration.ZERO : until;
	}

	QueueCounts counts() {
		Map<JobState, Long> counts = new EnumMap<>(JobState.class);
		for (JobState state : JobState.values()) {
			counts.put(state, this.jobs.values().stream().filter((job) -> job.state == state).count());
		}
		return new QueueCounts(counts, this.refused, this.crashes, this.trimmed);
	}

}
