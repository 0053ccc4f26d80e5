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
		List<MemoryJob> handedBack = new ArrayList<>();
		for (JobCompletion completion : completions) {
			MemoryJob job = held.apply(completion.lease());
			answer.add((job != null) ? apply(completion, job, handedBack) : CompletionResult.STALE);
		}
		for (int i = handedBack.size() - 1; i >= 0; i--) {
			this.queue.putFirst(handedBack.get(i));
		}
		this.queue.refused += answer.stream().filter((result) -> result == CompletionResult.STALE).count();
		this.queue.trim();
		this.queue.promote();
		return List.copyOf(answer);
	}

	private CompletionResult apply(JobCompletion completion, MemoryJob job, List<MemoryJob> handedBack) {
		Instant now = this.queue.now();
		if (job.cancelRequested) {
			job.finish(JobState.CANCELLED, now, MemoryQueue.CANCELLED_RETENTION);
			return CompletionResult.CANCELLED;
		}
		if (completion instanceof Succeeded succeeded) {
			job.finish(JobState.SUCCEEDED, now, succeeded.retention());
			job.result = succeeded.result();
			if (succeeded.retention().isZero()) {
				this.queue.remember(job);
			}
		}
		else if (completion instanceof Failed failed) {
			job.failures++;
			job.error = failed.error();
			job.move(JobState.SCHEDULED, now.plus(failed.delay()));
		}
		else if (completion instanceof Died died) {
			job.failures++;
			job.error = died.error();
			job.finish(JobState.DEAD, now, died.retention());
		}
		else if (completion instanceof HandedBack back) {
			job.move(JobState.SCHEDULED, now.plus(back.delay()));
			if (back.delay().isZero()) {
				handedBack.add(job);
			}
		}
		return CompletionResult.ACCEPTED;
	}

}
