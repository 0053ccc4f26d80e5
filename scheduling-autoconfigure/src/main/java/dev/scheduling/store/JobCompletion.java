package dev.scheduling.store;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended. Whatever it says, the job of an attempt that was asked to stop by
 * {@link JobStore#cancel} ends cancelled.
 */
public sealed interface JobCompletion {

	/**
	 * Returns the claim under which the attempt ran.
	 * @return the claim
	 */
	JobLease lease();

	/**
	 * The handler returned.
	 *
	 * @param lease the claim
	 * @param result what it returned, {@code null} for nothing
	 * @param retention how long job and result are kept; zero keeps only the id
	 */
	record Succeeded(JobLease lease, byte @Nullable [] result, Duration retention) implements JobCompletion {

	}

	/**
	 * The attempt failed, and another one follows.
	 *
	 * @param lease the claim
	 * @param error the failure
	 * @param delay the least time until the next attempt, zero for none
	 */
	record Failed(JobLease lease, String error, Duration delay) implements JobCompletion {

	}

	/**
	 * The attempt failed, and no other one follows.
	 *
	 * @param lease the claim
	 * @param error the failure
	 * @param retention how long the job is kept
	 */
	record Died(JobLease lease, String error, Duration retention) implements JobCompletion {

	}

	/**
	 * The attempt did not take place, as the worker cannot run the job. It waits for
	 * another worker, and is dead if none comes. Counts neither as a failure nor as a
	 * crash.
	 *
	 * @param lease the claim
	 * @param handler what the job asks for, the same text for alike ones, without
	 * {@code |}
	 * @param fingerprint of the worker, without {@code |} and {@code ,}
	 * @param reason why, for people
	 * @param retention how long it waits, from when it was first parked
	 */
	record Parked(JobLease lease, String handler, String fingerprint, String reason,
			Duration retention) implements JobCompletion {

	}

	/**
	 * The attempt did not take place, or was broken off by a stop of the worker: it
	 * counts neither as a failure nor as a crash.
	 *
	 * @param lease the claim
	 * @param delay the least time until the next attempt; with zero the job goes to the
	 * head of the ready ones
	 */
	record HandedBack(JobLease lease, Duration delay) implements JobCompletion {

	}

}
