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
import dev.scheduling.store.JobRules;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.ParkedGroup;
import dev.scheduling.store.StoredJob;
import org.jspecify.annotations.Nullable;

/**
 * A job and where it stands. Guarded by its store.
 */
final class MemoryJob {

	static final Duration SHORTEST_RETENTION = Duration.ofMinutes(1);

	final JobId id;

	final byte[] envelope;

	final JobRules rules;

	final Deque<String> log = new ArrayDeque<>();

	JobState state = JobState.QUEUED;

	/** When it is due, its lease ends or it is removed, whichever its state asks for. */
	@Nullable Instant until;

	/** Until when it must have been started. */
	@Nullable Instant expiresAt;

	@Nullable Instant startedAt;

	@Nullable Instant finishedAt;

	@Nullable String owner;

	long token;

	int failures;

	int crashes;

	boolean cancelRequested;

	boolean deleteRequested;

	byte @Nullable [] result;

	@Nullable String error;

	Job.@Nullable Progress progress;

	/** Stays while it runs, so that no worker tries it twice; see its state. */
	@Nullable MemoryParking parking;

	long reportedToken;

	int reportedNumber;

	MemoryJob(NewJob job) {
		this.id = job.id();
		this.envelope = job.envelope();
		this.rules = job.rules();
	}

	String key() {
		return this.id.key();
	}

	Instant until() {
		return (this.until != null) ? this.until : Instant.MAX;
	}

	Instant expiresAt() {
		return (this.expiresAt != null) ? this.expiresAt : Instant.MAX;
	}

	boolean isExpired(Instant now) {
		return this.expiresAt != null && this.startedAt == null && !this.expiresAt.isAfter(now);
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

	boolean isParkedIn(ParkedGroup group) {
		return this.parking != null && this.parking.group().equals(group);
	}

	/**
	 * Forgets what was, as if it had never run.
	 */
	void reset() {
		this.expiresAt = null;
		this.failures = 0;
		this.crashes = 0;
		this.cancelRequested = false;
		this.deleteRequested = false;
		this.startedAt = null;
		this.finishedAt = null;
		this.error = null;
		this.parking = null;
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
				this.progress, this.error,
				(this.state == JobState.PARKED && this.parking != null) ? this.parking.seen(until()) : null,
				this.rules);
	}

}
