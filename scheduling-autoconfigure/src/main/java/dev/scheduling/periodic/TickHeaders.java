package dev.scheduling.periodic;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.periodic.TaskRun.Trigger;

/**
 * What the job of a durable task's run says of that run, in its headers.
 *
 * @param scheduledFor the nominal time, in whole milliseconds
 * @param trigger what asked for the run
 * @param besideOthers whether runs of the task may overlap, so that it takes no run lock
 * @param pauseAfterFailures after how many failed runs in a row the task is paused; 0 for
 * never
 */
public record TickHeaders(Instant scheduledFor, Trigger trigger, boolean besideOthers, int pauseAfterFailures) {

	/**
	 * The header with the nominal time, in milliseconds since the epoch.
	 */
	public static final String SCHEDULED_FOR = "scheduled-for";

	/**
	 * The header with what asked for the run; a tick of the schedule has none.
	 */
	public static final String TRIGGER = "trigger";

	private static final String BESIDE_OTHERS = "beside-others";

	private static final String PAUSE_AFTER_FAILURES = "pause-after-failures";

	/**
	 * Reads the headers of a job.
	 * @param headers the headers
	 * @return what they say, or empty for a job that is no run of a task
	 */
	public static Optional<TickHeaders> of(Map<String, String> headers) {
		return Optional.ofNullable(headers.get(SCHEDULED_FOR))
			.map((nominal) -> new TickHeaders(Instant.ofEpochMilli(Long.parseLong(nominal)),
					Trigger.valueOf(headers.getOrDefault(TRIGGER, Trigger.SCHEDULE.name())),
					headers.containsKey(BESIDE_OTHERS),
					Integer.parseInt(headers.getOrDefault(PAUSE_AFTER_FAILURES, "0"))));
	}

	/**
	 * Writes them.
	 * @return the headers
	 */
	public Map<String, String> toMap() {
		Map<String, String> headers = new HashMap<>();
		headers.put(SCHEDULED_FOR, Long.toString(this.scheduledFor.toEpochMilli()));
		if (this.trigger != Trigger.SCHEDULE) {
			headers.put(TRIGGER, this.trigger.name());
		}
		if (this.besideOthers) {
			headers.put(BESIDE_OTHERS, "true");
		}
		if (this.pauseAfterFailures > 0) {
			headers.put(PAUSE_AFTER_FAILURES, Integer.toString(this.pauseAfterFailures));
		}
		return headers;
	}

}
