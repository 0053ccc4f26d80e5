package dev.scheduling.annotation;

import java.time.Duration;

import dev.scheduling.job.Priority;
import org.jspecify.annotations.Nullable;

/**
 * How soon a job must start.
 *
 * @param priority how it stands among the ready jobs of its queue
 * @param expiresIn in what time it starts or is cancelled, {@code null} for any time
 */
public record Urgency(Priority priority, @Nullable Duration expiresIn) {

	/**
	 * That of a job of which nothing is said.
	 */
	public static final Urgency NONE = new Urgency(Priority.NORMAL, null);

}
