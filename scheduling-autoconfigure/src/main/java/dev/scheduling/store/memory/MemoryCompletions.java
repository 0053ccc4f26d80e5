package dev.scheduling.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.scheduling.job.JobState;
import dev.scheduling.store.CompletionResult;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.Failed;
import dev.scheduling.store.JobCompletion.HandedBack;
import dev.scheduling.store.JobCompletion.Parked;
import dev.scheduling.store.JobCompletion.Succeeded;
import dev.scheduling.store.JobLease;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the jobs of a queue when their attempts have ended. Guarded by its
 * store.
 */
final class MemoryCompletions {

	private final MemoryQueue queue;

	MemoryCompletions(MemoryQueue queue) {
		this.queue = queue;
	}

	/**
	 * Ends attempts.
	 * @param completions how each has ended
	 * @param held finds the job of a lease, {@code null} if that lease has ended
	 * @return what came of each, in the same order
	 */
	List<CompletionResult> apply(List<JobCompletion> completions, Function<JobLease, @Nullable MemoryJob> held) {
		List<CompletionResult> answer = new ArrayList<>();
		MemoryMoves moves = new MemoryMoves(this.queue);
		for (JobCompletion completion : completions) {
			MemoryJob job = held.apply(completion.lease());
			answer.add((job != null) ? apply(completion, job, moves) : CompletionResult.STALE);
		}
		moves.apply();
		this.queue.refused += answer.stream().filter((result) -> result == CompletionResult.STALE).count();
		this.queue.retention.trim(2 * completions.size());
		this.queue.promote();
		return List.copyOf(answer);
	}

	private CompletionResult apply(JobCompletion completion, MemoryJob job, MemoryMoves moves) {
		Instant now = this.queue.now();
		if (job.cancelRequested) {
			moves.cancel(job);
			return CompletionResult.CANCELLED;
		}
		if (completion instanceof Succeeded succeeded) {
			moves.finish(job, JobState.SUCCEEDED, succeeded.retention());
			job.result = succeeded.result();
			if (succeeded.retention().isZero()) {
				this.queue.retention.remember(job);
			}
		}
		else if (completion instanceof Failed failed) {
			job.failures++;
			job.error = failed.error();
			moves.postpone(job, now.plus(failed.delay()));
		}
		else if (completion instanceof Died died) {
			job.failures++;
			job.error = died.error();
			moves.finish(job, JobState.DEAD, died.retention());
		}
		else if (completion instanceof Parked parked) {
			job.parking = MemoryParking.of(parked, job.parking, now);
			moves.park(job, job.parking.since().plus(parked.retention()));
		}
		else if (completion instanceof HandedBack back) {
			if (back.delay().isZero()) {
				moves.putFirst(job);
			}
			else {
				moves.postpone(job, now.plus(back.delay()));
			}
		}
		return CompletionResult.ACCEPTED;
	}

}
