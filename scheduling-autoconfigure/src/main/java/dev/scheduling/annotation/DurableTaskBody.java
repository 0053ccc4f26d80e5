package dev.scheduling.annotation;

import java.time.Instant;

import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobContext;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.SkipPredicate;
import dev.scheduling.periodic.TaskBody;
import dev.scheduling.periodic.TaskContext;
import dev.scheduling.periodic.TickHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Runs the code of a durable task as the handler of its ticks.
 */
final class DurableTaskBody implements JobBody {

	private final TaskBody body;

	private final @Nullable SkipPredicate skipIf;

	DurableTaskBody(PeriodicTask task) {
		this.body = task.body();
		this.skipIf = task.rules().skipIf();
	}

	@Override
	public @Nullable Object run(@Nullable Object payload, JobContext context) throws Throwable {
		TaskContext run = new TickContext(context, scheduledFor(context));
		if (this.skipIf != null && this.skipIf.test(run)) {
			run.log("Left out, as its predicate says ('skip-if')");
			return null;
		}
		return this.body.run(run);
	}

	private static Instant scheduledFor(JobContext context) {
		return TickHeaders.of(context.headers()).map(TickHeaders::scheduledFor).orElseThrow(() -> {
			String text = """
					Job '%s' is no tick of the task '%s': it has no header '%s'. Trigger the task with PeriodicTasks \
					instead of enqueueing its name""";
			return new IllegalStateException(text.formatted(context.id(), context.name(), TickHeaders.SCHEDULED_FOR));
		});
	}

	/** A worker that loses the run lock cancels the run. */
	private record TickContext(JobContext job, Instant scheduledFor) implements TaskContext {

		@Override
		public String task() {
			return this.job.name();
		}

		@Override
		public boolean isLockHeld() {
			return !this.job.isCancelled();
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
			return this.job.isCancelled();
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

}
