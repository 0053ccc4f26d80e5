package dev.scheduling.worker;

import java.util.Map;

import dev.scheduling.execution.RunControl;
import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobId;

/**
 * The context of a job that holds a run lock: it is also cancelled once that lock is
 * lost.
 *
 * @param job the job's own context
 * @param lock stops the run when its lock is lost
 */
record TickRunContext(JobContext job, RunControl lock) implements JobContext {

	@Override
	public JobId id() {
		return this.job.id();
	}

	@Override
	public String name() {
		return this.job.name();
	}

	@Override
	public String queue() {
		return this.job.queue();
	}

	@Override
	public Map<String, String> headers() {
		return this.job.headers();
	}

	@Override
	public int attempt() {
		return this.job.attempt();
	}

	@Override
	public long fencingToken() {
		return this.job.fencingToken();
	}

	@Override
	public boolean isCancelled() {
		return this.job.isCancelled() || this.lock.isCancelled();
	}

	@Override
	public void progress(long done, long total) {
		this.job.progress(done, total);
	}

	@Override
	public void log(String line) {
		this.job.log(line);
	}

}
