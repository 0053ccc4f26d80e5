package dev.scheduling.annotation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.util.StringUtils;

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

	/** The time from the end of a run to the next one. */
	FIXED_DELAY,

	/** The name of a bean that says when the task fires. */
	SCHEDULE,

	/** The time zone of the cron expressions. */
	ZONE,

	/** What happens to times that a change of the clock leaves out. */
	DST_GAP,

	/** What happens to times that a change of the clock repeats. */
	DST_OVERLAP,

	/** From when on the task fires. */
	NOT_BEFORE,

	/** Until when the task fires. */
	NOT_AFTER,

	/** Times at which the task does not fire. */
	EXCLUSIONS,

	/** Where the work runs. */
	EXECUTION,

	/** Who runs a tick. */
	SCOPE,

	/** What happens to a tick while a run is alive. */
	OVERLAP,

	/** What happens to missed ticks. */
	MISFIRE,

	/** How late a missed tick may still run. */
	CATCH_UP_WINDOW,

	/** How many missed ticks run at most. */
	CATCH_UP_LIMIT,

	/** By how much a tick may be put off. */
	JITTER,

	/** What happens to a run that loses its lock. */
	ON_LOCK_LOST,

	/** What happens to ticks while the store is out of reach. */
	ON_STORE_FAILURE,

	/** After how many failures in a row the task is paused. */
	PAUSE_AFTER_FAILURES,

	/** The name of a bean that may leave a run out. */
	SKIP_IF,

	/** The handler that a task without code of its own runs; only under its name. */
	JOB,

	/** The payload of that handler; only under its name, bound to the handler's type. */
	PAYLOAD,

	/** The queue of the jobs. */
	QUEUE,

	/** How the jobs stand among the ready ones of their queue. */
	PRIORITY,

	/** In what time a job must start; only of a handler. */
	EXPIRES_IN,

	/** How many attempts a job has in all. */
	MAX_ATTEMPTS,

	/** How long a run, or one attempt of a job, may take. */
	TIMEOUT,

	/** How long a succeeded job is kept. */
	RETENTION,

	/** Other names under which jobs wait; only of a handler or a durable task. */
	ALIASES,

	/** After which failures there is another attempt; only of a handler. */
	RETRY_ON,

	/** After which failures there is none; only of a handler. */
	NO_RETRY_ON;

	private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

	private final String annotationAttribute = camelCase(this.key.split("-"));

	/**
	 * Returns the key under {@code scheduling.tasks.<name>} or
	 * {@code scheduling.jobs.<name>}.
	 * @return the key, in kebab case
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Returns what can be set for a task.
	 * @return the attributes
	 */
	public static Set<TaskAttribute> ofTasks() {
		return EnumSet.complementOf(EnumSet.of(EXPIRES_IN, RETRY_ON, NO_RETRY_ON));
	}

	/**
	 * Returns what can be set for the handler of a job.
	 * @return the attributes
	 */
	public static Set<TaskAttribute> ofJobs() {
		return EnumSet.of(QUEUE, PRIORITY, EXPIRES_IN, MAX_ATTEMPTS, TIMEOUT, RETENTION, ALIASES, RETRY_ON,
				NO_RETRY_ON);
	}

	/** The attribute of the annotation. */
	String annotationAttribute() {
		return this.annotationAttribute;
	}

	private static String camelCase(String... words) {
		return words[0] + Arrays.stream(words).skip(1).map(StringUtils::capitalize).collect(Collectors.joining());
	}

}
