package dev.scheduling.chaos;

import java.util.Optional;

import dev.scheduling.chaos.JobEvent.Kind;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobQueue;
import dev.scheduling.queue.EnqueueFailedException;
import dev.scheduling.queue.EnqueueOutcome;

/**
 * Enqueues jobs, and writes of each call and of what became of it.
 */
final class Producer {

	private final JobQueue queue;

	private final JobEventLog log;

	Producer(JobQueue queue, JobEventLog log) {
		this.queue = queue;
		this.log = log;
	}

	/**
	 * Enqueues a job.
	 * @param work what it does
	 * @param options its options
	 * @return its id, if the store has said that it is stored
	 */
	Optional<JobId> enqueue(Work work, JobOptions options) {
		this.log.add(Kind.CALLED, work.name(), 0, "-");
		try {
			JobId id = this.queue.enqueue("work", work, options);
			this.log.add(Kind.STORED, id.value(), 0, work.name());
			return Optional.of(id);
		}
		catch (EnqueueFailedException ex) {
			ex.outcomes().forEach((id, outcome) -> this.log.add(kind(outcome), id.value(), 0, work.name()));
			return Optional.empty();
		}
	}

	private static Kind kind(EnqueueOutcome outcome) {
		return switch (outcome) {
			case STORED -> Kind.STORED;
			case REFUSED -> Kind.REFUSED;
			case UNKNOWN -> Kind.UNKNOWN;
		};
	}

}
