package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.StoredJob;
import org.jspecify.annotations.Nullable;

/**
 * A job and where it stands. Guarded by its store.
 */
final class MemoryJob {

	static final Duration SHORTEST_RETENTION = Duration.ofMinutes(1);

	final JobId id;

	final byte[] envelope;

	final Deque<String> log = new ArrayDeque<>();

	JobState state = JobState.QUEUED;

	/** When it is due, its lease ends or it is removed, whichever its state asks for. */
	@Nullable Instant until;

	@Nullable Instant startedAt;

	@Nullable Instant finishedAt;

	@Nullable String owner;

	long token;

	int failures;

	int crashes;

	boolean cancelRequested;

	byte @Nullable [] result;

	@Nullable String error;

	Job.@Nullable Progress progress;

	long reportedToken;

	int reportedNumber;

	MemoryJob(JobId id, byte[] envelope) {
		this.id = id;
		this.envelope = envelope;
	}

	String key() {
		return this.id.key();
	}

	Instant until() {
		return (this.until != null) ? this.until : Instant.MAX;
	}

	boolean isHeldBy(String owner, long token) {
		return this.state == JobState.RUNNING && owner.equals(this.owner) && this.token == token;
	}

	void start(String owner, long token, Instant now, Duration lease) {
		move(JobState.RUNNING, now.plus(lease));
		this.owner = owner;
		this.token = token;
		this.startedAt = now;
	}

	void finish(JobState state, Instant now, Duration retention) {
		boolean tooShort = retention.compareTo(SHORTEST_RETENTION) < 0;
		move(state, now.plus(tooShort ? SHORTEST_RETENTION : retention));
		this.finishedAt = now;
	}

	void move(JobState state, @Nullable Instant until) {
		this.state = state;
		this.until = until;
		this.owner = null;
	}

	FetchedJob fetched() {
		return new FetchedJob(new JobLease(this.id, this.token), this.envelope, this.failures, this.crashes, until());
	}

	StoredJob stored() {
		boolean finished = this.state.isFinished();
		StoredJob.Times times = new StoredJob.Times((this.state == JobState.SCHEDULED) ? this.until : null,
				(this.state == JobState.RUNNING) ? this.until : null, this.startedAt, this.finishedAt,
				finished ? this.until : null);
		return new StoredJob(this.id, this.state, this.envelope, this.failures, this.crashes, this.owner, times,
				this.progress, this.error);
	}

}
