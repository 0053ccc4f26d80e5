package dev.scheduling.worker;

import java.util.Map;

import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobId;
import dev.scheduling.queue.JobEnvelope;

import org.springframework.util.Assert;

/**
 * What a handler sees of its run. Safe for use by several threads.
 */
final class AttemptContext implements JobContext {

	private final JobRun run;

	private final JobEnvelope envelope;

	AttemptContext(JobRun run, JobEnvelope envelope) {
		this.run = run;
		this.envelope = envelope;
	}

	@Override
	public JobId id() {
		return this.run.lease().id();
	}

	@Override
	public String name() {
		return this.envelope.handler();
	}

	@Override
	public String queue() {
		return id().queue();
	}

	@Override
	public Map<String, String> headers() {
		return this.envelope.headers();
	}

	@Override
	public int attempt() {
		return this.run.job().failures() + 1;
	}

	@Override
	public long fencingToken() {
		return this.run.lease().token();
	}

	@Override
	public boolean isCancelled() {
		return this.run.control().isCancelled();
	}

	@Override
	public void progress(long done, long total) {
		Assert.isTrue(done >= 0 && total >= done,
				() -> "'done' (%d) must not be negative or exceed 'total' (%d)".formatted(done, total));
		this.run.reports().progress(done, total);
	}

	@Override
	public void log(String line) {
		Assert.notNull(line, "'line' must not be null");
		this.run.reports().log(line);
	}

}
