package dev.scheduling.annotation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What can be set for a task, in the annotation, under its name or in the defaults; and,
 * the last ones, for the handler of a job.
 */
public enum TaskAttribute {

	/** Whether the task fires at all; only in the configuration. */
	ENABLED,

	/** Cron expressions. */
	CRON,

	/** The distance of two ticks. */
	INTERVAL,

	/** The shift of the interval's grid. */
	OFFSET,

	/** The time zone of the cron expressions. */
	ZONE,

	/** Where the work runs. */
	EXECUTION,

	/** Who runs a tick. */
	SCOPE,

	/** What happens to a tick while a run is alive. */
	OVERLAP,

	/** What happens to missed ticks. */
	MISFIRE,

	/** The handler that a task without code of its own runs; only under its name. */
	JOB,

	/** The payload of that handler; only under its name, bound to the handler's type. */
	PAYLOAD,

	/** The queue of the jobs. */
	QUEUE,

	/** How many attempts a job has in all. */
	MAX_ATTEMPTS,

	/** How long one attempt may take; only of a handler. */
	TIMEOUT,

	/** How long a succeeded job is kept. */
	RETENTION,

	/** After which failures there is another attempt; only of a handler. */
	RETRY_ON,

	/** After which failures there is none; only of a handler. */
	NO_RETRY_ON;

	/**
	 * Returns the key under {@code scheduling.tasks.<name>} or
	 * {@code scheduling.jobs.<name>}.
	 * @return the key, in kebab case
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Returns what can be set for a task.
	 * @return the attributes
	 */
	public static Set<TaskAttribute> ofTasks() {
		return EnumSet.complementOf(EnumSet.of(TIMEOUT, RETRY_ON, NO_RETRY_ON));
	}

	/**
	 * Returns what can be set for the handler of a job.
	 * @return the attributes
	 */
	public static Set<TaskAttribute> ofJobs() {
		return EnumSet.of(QUEUE, MAX_ATTEMPTS, TIMEOUT, RETENTION, RETRY_ON, NO_RETRY_ON);
	}

	/** The attribute of the annotation. */
	String annotationAttribute() {
		return switch (this) {
			case MAX_ATTEMPTS -> "maxAttempts";
			case RETRY_ON -> "retryOn";
			case NO_RETRY_ON -> "noRetryOn";
			default -> key();
		};
	}

}
