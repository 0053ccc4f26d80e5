package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.Objects;

import dev.scheduling.queue.QueueRules;
import dev.scheduling.store.QueueLimits.Rate;
import dev.scheduling.store.QueueRetention;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.Assert;

/**
 * What can be configured for a queue, under its name. {@link QueuePropertiesBinder}
 * binds, and refuses what it does not know.
 *
 * @param retention How long a succeeded job and its result are kept, where neither its
 * options nor its handler say. Defaults to 1h.
 * @param succeededLimit How many succeeded jobs are kept. Defaults to 10000.
 * @param deadRetention How long a dead job is kept. Defaults to 7d.
 * @param deadLimit How many dead jobs are kept. Defaults to 10000.
 * @param parkedRetention How long a job waits for a worker that can run it until it is
 * dead. Defaults to 7d.
 * @param concurrency How many jobs of the queue this process runs at once. Defaults to as
 * many as it runs of all queues.
 * @param limit How many jobs of the queue run at once in the cluster. No limit by
 * default.
 * @param rateLimit How many jobs start within a time in the cluster, such as 100/1s. No
 * limit by default.
 * @param limitPerKey How many jobs of one concurrency key run at once in the cluster.
 * Defaults to 1.
 * @param maxDepth How many jobs may wait in the queue; more are refused. No limit by
 * default.
 * @param partitions In how many partitions the queue lies. Defaults to 1.
 */
record QueueProperties(@Nullable Duration retention, @Nullable Integer succeededLimit, @Nullable Duration deadRetention,
		@Nullable Integer deadLimit, @Nullable Duration parkedRetention, @Nullable Integer concurrency,
		@Nullable Integer limit, @Nullable String rateLimit, @Nullable Integer limitPerKey, @Nullable Integer maxDepth,
		@Nullable Integer partitions) {

	static final QueueProperties NONE = new QueueProperties(null, null, null, null, null, null, null, null, null, null,
			null);

	QueueProperties {
		checkNotNegative("retention", retention);
		checkNotNegative("dead-retention", deadRetention);
		checkNotNegative("parked-retention", parkedRetention);
		checkNotNegative("succeeded-limit", succeededLimit);
		checkNotNegative("dead-limit", deadLimit);
		rules(concurrency, limit, rateLimit, limitPerKey, maxDepth, partitions);
	}

	/** What producers and workers have to know of it. */
	QueueRules rules() {
		return rules(this.concurrency, this.limit, this.rateLimit, this.limitPerKey, this.maxDepth, this.partitions);
	}

	private static QueueRules rules(@Nullable Integer concurrency, @Nullable Integer limit, @Nullable String rateLimit,
			@Nullable Integer limitPerKey, @Nullable Integer maxDepth, @Nullable Integer partitions) {
		return new QueueRules(concurrency, limit, (rateLimit != null) ? rate(rateLimit) : null,
				Objects.requireNonNullElse(limitPerKey, 1), maxDepth, Objects.requireNonNullElse(partitions, 1));
	}

	private static Rate rate(String text) {
		String[] parts = text.split("/", 2);
		try {
			String per = parts[1].strip();
			return new Rate(Integer.parseInt(parts[0].strip()),
					DurationStyle.detectAndParse(Character.isLetter(per.charAt(0)) ? "1" + per : per));
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"'rate-limit' (%s) of a queue must be a number of starts and a time of at least 100ms, such as 100/1s"
						.formatted(text),
					ex);
		}
	}

	/** What is kept of its jobs. */
	QueueRetention kept() {
		QueueRetention defaults = QueueRetention.DEFAULTS;
		return new QueueRetention(Objects.requireNonNullElse(this.retention, defaults.succeeded()),
				Objects.requireNonNullElse(this.succeededLimit, defaults.succeededLimit()),
				Objects.requireNonNullElse(this.deadRetention, defaults.dead()),
				Objects.requireNonNullElse(this.deadLimit, defaults.deadLimit()),
				Objects.requireNonNullElse(this.parkedRetention, defaults.parked()));
	}

	private static void checkNotNegative(String key, @Nullable Duration value) {
		Assert.isTrue(value == null || !value.isNegative(),
				() -> "'%s' (%s) of a queue must not be negative".formatted(key, value));
	}

	private static void checkNotNegative(String key, @Nullable Integer value) {
		Assert.isTrue(value == null || value >= 0,
				() -> "'%s' (%s) of a queue must not be negative".formatted(key, value));
	}

}
