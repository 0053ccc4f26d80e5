package dev.scheduling.annotation;

import java.util.Locale;

/**
 * What can be set for a task, in the annotation, under its name or in the defaults.
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
	MISFIRE;

	/**
	 * Returns the key under {@code scheduling.tasks.<name>}, which is the annotation's
	 * attribute too.
	 * @return the key
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
