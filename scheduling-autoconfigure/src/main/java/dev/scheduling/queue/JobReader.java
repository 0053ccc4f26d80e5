package dev.scheduling.queue;

import java.time.Instant;
import java.util.Map;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobState;
import dev.scheduling.store.StoredJob;

/**
 * Makes what users see of a job out of what is stored.
 */
final class JobReader {

	/** Stands for what a newer version wrote, or what is damaged. */
	private static final JobEnvelope UNREADABLE = new JobEnvelope("unreadable", Instant.EPOCH, null, null, null,
			Map.of(), null);

	private final JobEnvelopeCodec envelopes = new JobEnvelopeCodec();

	Job read(StoredJob job) {
		JobEnvelope envelope = envelope(job.envelope());
		StoredJob.Times times = job.times();
		return new Job(job.id(), envelope.handler(), job.id().queue(), job.state(), attempt(job), job.crashes(),
				envelope.enqueuedAt(), times.dueAt(), times.startedAt(), times.finishedAt(), job.progress(),
				job.error(), job.owner(), job.parking());
	}

	/** The last attempt of a dead job is among the failures, any other one is not. */
	private static int attempt(StoredJob job) {
		return (job.state() == JobState.DEAD && job.failures() > 0) ? job.failures() : job.failures() + 1;
	}

	private JobEnvelope envelope(byte[] bytes) {
		try {
			return this.envelopes.decode(bytes);
		}
		catch (UnreadableEnvelopeException ex) {
			return UNREADABLE;
		}
	}

}
