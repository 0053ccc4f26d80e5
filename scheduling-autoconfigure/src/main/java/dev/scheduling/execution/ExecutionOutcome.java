package dev.scheduling.execution;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How one run of user code ended.
 */
public sealed interface ExecutionOutcome {

	/**
	 * Returns how long the code ran.
	 * @return the time from call to return
	 */
	Duration took();

	/**
	 * The code returned, even if it had been asked to stop.
	 *
	 * @param took how long it ran
	 * @param result what it returned
	 */
	record Succeeded(Duration took, @Nullable Object result) implements ExecutionOutcome {

	}

	/**
	 * The code threw.
	 *
	 * @param took how long it ran
	 * @param cause what it threw
	 */
	record Failed(Duration took, Throwable cause) implements ExecutionOutcome {

	}

	/**
	 * The code was asked to stop and then threw, or was never called.
	 *
	 * @param took how long it ran
	 * @param reason why it was asked
	 */
	record Cancelled(Duration took, String reason) implements ExecutionOutcome {

	}

}
