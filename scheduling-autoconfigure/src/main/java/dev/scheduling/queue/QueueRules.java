package dev.scheduling.queue;

import java.util.OptionalInt;

import dev.scheduling.store.QueueLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is configured for a queue.
 *
 * @param concurrency how many of its jobs one process runs at once, {@code null} for as
 * many as it runs of all queues
 * @param limit how many of its jobs run at once in the cluster, {@code null} for any
 * number
 * @param rate how many start in a time in the cluster, {@code null} for any number
 * @param limitPerKey how many jobs of one concurrency key run at once in the cluster
 * @param maxDepth how many jobs may wait, {@code null} for any number
 * @param partitions in how many partitions it lies
 */
public record QueueRules(@Nullable Integer concurrency, @Nullable Integer limit, QueueLimits.@Nullable Rate rate,
		int limitPerKey, @Nullable Integer maxDepth, int partitions) {

	/**
	 * Those of a queue of which nothing is said.
	 */
	public static final QueueRules NONE = new QueueRules(null, null, null, 1, null, 1);

	/**
	 * In how many partitions a queue can lie at most.
	 */
	public static final int MOST_PARTITIONS = 1000;

	public QueueRules {
		atLeast("concurrency", concurrency, 1);
		atLeast("limit-per-key", limitPerKey, 1);
		Assert.isTrue(partitions >= 1 && partitions <= MOST_PARTITIONS,
				() -> "'partitions' (%d) must be 1 to %d".formatted(partitions, MOST_PARTITIONS));
		atLeast("limit", limit, partitions);
		atLeast("rate-limit", (rate != null) ? rate.starts() : null, partitions);
		atLeast("max-depth", maxDepth, partitions);
	}

	private static void atLeast(String name, @Nullable Integer value, int least) {
		Assert.isTrue(value == null || value >= least,
				() -> (least == 1) ? "'%s' (%d) must be above zero".formatted(name, value)
						: "'%s' (%d) must be at least the number of partitions (%d), among which it is divided"
							.formatted(name, value, least));
	}

	/**
	 * Returns the limits of one partition. Together they are those of the queue.
	 * @param partition the number of the partition
	 * @return its limits
	 */
	QueueLimits limitsOf(int partition) {
		if (this.limit == null && this.rate == null && this.limitPerKey == 1) {
			return QueueLimits.NONE;
		}
		return new QueueLimits(
				(this.limit != null) ? share(this.limit, partition) : null, (this.rate != null)
						? new QueueLimits.Rate(share(this.rate.starts(), partition), this.rate.per()) : null,
				this.limitPerKey);
	}

	OptionalInt depthOf(int partition) {
		return (this.maxDepth != null) ? OptionalInt.of(share(this.maxDepth, partition)) : OptionalInt.empty();
	}

	/** One that is no longer configured, but has jobs left, gets as little as any. */
	private int share(int whole, int partition) {
		return whole / this.partitions + ((partition < whole % this.partitions) ? 1 : 0);
	}

}
