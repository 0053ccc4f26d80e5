package dev.scheduling.worker;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import dev.scheduling.queue.QueueSettings;
import dev.scheduling.store.QueueRetention;

import org.springframework.util.Assert;

/**
 * What a worker is told about itself.
 *
 * @param owner its name, without {@code |}, which no other worker has or had
 * @param queues the queues that it consumes, at least one
 * @param rules what is configured for queues
 * @param lease how long a job is its own after each sign of life
 * @param kept what is kept of the jobs of a queue, by its name
 */
public record WorkerSettings(String owner, List<String> queues, QueueSettings rules, Duration lease,
		Function<String, QueueRetention> kept) {

	/**
	 * Creates settings with the defaults of queues.
	 * @param owner the worker's name
	 * @param queues the queues that it consumes
	 * @param lease how long a job is its own after each sign of life
	 */
	public WorkerSettings(String owner, List<String> queues, Duration lease) {
		this(owner, queues, QueueSettings.none(), lease, (queue) -> QueueRetention.DEFAULTS);
	}

	public WorkerSettings {
		Assert.isTrue(!owner.isEmpty() && owner.indexOf('|') < 0,
				() -> "'owner' (%s) must not be empty or hold a '|'".formatted(owner));
		Assert.notEmpty(queues, "'queues' must name at least one queue");
		queues = List.copyOf(queues);
	}

	/**
	 * Returns where the jobs of the queues are in the store.
	 * @return the partitions of all queues
	 */
	List<String> partitions() {
		return this.queues.stream().flatMap((queue) -> this.rules.partitions(queue).stream()).toList();
	}

}
