package dev.scheduling.queue;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.scheduling.store.JobStore;
import dev.scheduling.store.QueueLimits;

/**
 * What is configured for queues, and in which partition of a queue a job is. The first
 * partition has the name of its queue, so that a queue is put into partitions without
 * moving a job; further ones have {@code #} and their number behind it. Safe for use by
 * several threads.
 */
public final class QueueSettings {

	private final Function<String, QueueRules> queues;

	/**
	 * Creates settings.
	 * @param queues gives the rules of a queue by its name
	 */
	public QueueSettings(Function<String, QueueRules> queues) {
		this.queues = queues;
	}

	/**
	 * Returns settings that say nothing.
	 * @return the settings
	 */
	public static QueueSettings none() {
		return new QueueSettings((queue) -> QueueRules.NONE);
	}

	/**
	 * Returns what is configured for a queue.
	 * @param queue the queue
	 * @return its rules
	 */
	public QueueRules rules(String queue) {
		return this.queues.apply(queue);
	}

	/**
	 * Returns the partitions of a queue.
	 * @param queue the queue
	 * @return their names
	 */
	public List<String> partitions(String queue) {
		return IntStream.range(0, rules(queue).partitions()).mapToObj((number) -> name(queue, number)).toList();
	}

	/**
	 * Returns the partition of all jobs that have something in common.
	 * @param queue the queue
	 * @param common what they have in common
	 * @return the name of the partition
	 */
	String partitionOf(String queue, String common) {
		int partitions = rules(queue).partitions();
		return name(queue, (partitions > 1) ? Math.floorMod(spread(common.hashCode()), partitions) : 0);
	}

	/** Text that differs at its end only has hashes that lie side by side. */
	private static int spread(int hash) {
		int mixed = hash * 0x9E3779B9;
		return mixed ^ (mixed >>> 16);
	}

	private static String name(String queue, int number) {
		return (number == 0) ? queue : queue + "#" + number;
	}

	/**
	 * Returns the queue of a partition.
	 * @param partition the name of the partition
	 * @return the name of the queue
	 */
	public static String queueOf(String partition) {
		int sign = partition.indexOf('#');
		return (sign < 0) ? partition : partition.substring(0, sign);
	}

	private static int numberOf(String partition) {
		int sign = partition.indexOf('#');
		return (sign < 0) ? 0 : Integer.parseInt(partition.substring(sign + 1));
	}

	/**
	 * Returns how many jobs of a partition may run and start in the cluster.
	 * @param partition the name of the partition
	 * @return the limits
	 */
	public QueueLimits limits(String partition) {
		return rules(queueOf(partition)).limitsOf(numberOf(partition));
	}

	/**
	 * Returns how many jobs may wait in a partition.
	 * @param partition the name of the partition
	 * @return the number, or {@link JobStore#UNLIMITED}
	 */
	int maxDepth(String partition) {
		return rules(queueOf(partition)).depthOf(numberOf(partition)).orElse(JobStore.UNLIMITED);
	}

	/**
	 * Returns how many jobs of a queue one process runs at once.
	 * @param queue the queue
	 * @return the number, or empty for as many as it runs of all queues
	 */
	public OptionalInt concurrency(String queue) {
		Integer concurrency = rules(queue).concurrency();
		return (concurrency != null) ? OptionalInt.of(concurrency) : OptionalInt.empty();
	}

}
