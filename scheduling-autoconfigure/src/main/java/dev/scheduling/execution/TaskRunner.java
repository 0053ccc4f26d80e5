package dev.scheduling.execution;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Runs user code, and is the only place that does: whatever the code throws becomes an
 * outcome. Safe for use by several threads.
 */
public final class TaskRunner {

	private final LongSupplier nanoTime;

	/**
	 * Creates a runner.
	 * @param nanoTime a clock in nanoseconds that never goes back
	 */
	public TaskRunner(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Runs code once on the current thread.
	 * @param control stops the run
	 * @param code the code; a returned {@link CompletionStage} is awaited
	 * @return how it ended
	 */
	public ExecutionOutcome run(RunControl control, Code code) {
		if (!control.enter()) {
			return new ExecutionOutcome.Cancelled(Duration.ZERO, control.reason().orElseThrow());
		}
		long started = this.nanoTime.getAsLong();
		try {
			Object result = await(code.call());
			return new ExecutionOutcome.Succeeded(since(started), result);
		}
		catch (Throwable ex) { // whatever user code throws, the thread and its lane go on
			Optional<String> reason = control.reason();
			return reason.isPresent() ? new ExecutionOutcome.Cancelled(since(started), reason.get())
					: new ExecutionOutcome.Failed(since(started), ex);
		}
		finally {
			control.exit();
		}
	}

	private static @Nullable Object await(@Nullable Object result) throws Throwable {
		if (!(result instanceof CompletionStage<?> stage)) {
			return result;
		}
		try {
			return stage.toCompletableFuture().get();
		}
		catch (ExecutionException | CompletionException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

	private Duration since(long started) {
		return Duration.ofNanos(this.nanoTime.getAsLong() - started);
	}

	/**
	 * User code with its context bound.
	 */
	@FunctionalInterface
	public interface Code {

		/**
		 * Calls it.
		 * @return its result, or {@code null}
		 * @throws Throwable if it failed
		 */
		@Nullable Object call() throws Throwable;

	}

}
