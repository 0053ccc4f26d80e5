package dev.scheduling.worker;

import java.time.Duration;
import java.util.List;

import org.springframework.util.Assert;

/**
 * What a worker is told about itself.
 *
 * @param owner its name, without {@code |}, which no other worker has or had
 * @param queues the queues that it consumes, at least one
 * @param lease how long a job is its own after each sign of life
 */
public record WorkerSettings(String owner, List<String> queues, Duration lease) {

	public WorkerSettings {
		Assert.isTrue(!owner.isEmpty() && owner.indexOf('|') < 0,
				() -> "'owner' (%s) must not be empty or hold a '|'".formatted(owner));
		Assert.notEmpty(queues, "'queues' must name at least one queue");
		queues = List.copyOf(queues);
	}

}
