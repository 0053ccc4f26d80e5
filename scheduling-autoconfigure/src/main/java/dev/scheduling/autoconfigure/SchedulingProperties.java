package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What can be configured under {@code scheduling}, apart from single tasks. Bound
 * leniently: an application may have keys of its own under that prefix.
 *
 * @param enabled Whether this process fires periodic tasks and consumes jobs.
 * @param namespace Keeps the tasks of one application apart from others on the same
 * Redis. Letters, digits, '.', '_' and '-', at most 64. Defaults to
 * 'spring.application.name'.
 * @param zone Time zone of cron expressions where a task has none.
 * @param store Where ticks, locks and runs are kept.
 * @param durability What must have become of a job before its enqueue returns.
 * @param lease How long a run keeps its lock after the last sign of life of its process.
 * Renewed at a third of that.
 * @param shutdownTimeout How long running work may take at shutdown before it is
 * interrupted.
 * @param unknownTasks What happens when 'scheduling.tasks' or 'scheduling.jobs' names
 * what does not exist.
 * @param logTasks Whether the tasks are listed in the log at start.
 * @param redis Redis at start.
 * @param scheduler The in-process lane of periodic tasks.
 */
@ConfigurationProperties("scheduling")
public record SchedulingProperties(@DefaultValue("true") boolean enabled, @Nullable String namespace,
		@DefaultValue("UTC") ZoneId zone, @DefaultValue("redis") StoreType store,
		@DefaultValue("memory") Durability durability, @DefaultValue("10s") Duration lease,
		@DefaultValue("20s") Duration shutdownTimeout, @DefaultValue("fail") UnknownTasks unknownTasks,
		@DefaultValue("true") boolean logTasks, @DefaultValue Redis redis, @DefaultValue Scheduler scheduler) {

	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

	public SchedulingProperties {
		Assert.isTrue(lease.compareTo(SHORTEST_LEASE) >= 0,
				() -> "'scheduling.lease' (%s ms) must be at least 1s".formatted(lease.toMillis()));
		Assert.isTrue(!shutdownTimeout.isNegative(),
				() -> "'scheduling.shutdown-timeout' (%s) must not be negative".formatted(shutdownTimeout));
	}

	/**
	 * Where ticks, locks and runs are kept.
	 */
	public enum StoreType {

		/** In Redis, shared by all nodes. */
		REDIS,

		/** In this process: first steps and tests. Nothing survives a restart. */
		MEMORY

	}

	/**
	 * What must have become of a job before its enqueue returns.
	 */
	public enum Durability {

		/** Redis has it in memory. A fail-over or a crash of Redis can lose it. */
		MEMORY,

		/** A replica has it too. */
		REPLICATED,

		/** Redis has it on disk, too. Redis 7.2 or later with an append-only file. */
		FSYNCED

	}

	/**
	 * What happens when the configuration names a task that does not exist.
	 */
	public enum UnknownTasks {

		/** The application does not start. */
		FAIL,

		/** A warning names them. */
		WARN,

		/** Nothing. */
		IGNORE

	}

	/**
	 * Redis at start.
	 *
	 * @param requiredAtStartup Whether the application refuses to start without Redis. If
	 * not, it starts, keeps trying, and its tasks wait.
	 * @param evictionCheck What happens when Redis may evict keys under memory pressure,
	 * which would lose locks and ticks.
	 */
	public record Redis(@DefaultValue("true") boolean requiredAtStartup,
			@DefaultValue("fail") EvictionCheck evictionCheck) {

		/**
		 * What happens when the eviction policy of Redis is not {@code noeviction}.
		 */
		public enum EvictionCheck {

			/** The application does not start. */
			FAIL,

			/** A warning. */
			WARN,

			/** It is not looked at. */
			OFF

		}

	}

	/**
	 * The in-process lane of periodic tasks.
	 *
	 * @param enabled Whether this process fires periodic tasks.
	 * @param concurrency How many periodic runs this process has at once. Defaults to
	 * twice the processors, at least 4; to 256 on virtual threads.
	 * @param queueCapacity How many due runs may wait for a place.
	 */
	public record Scheduler(@DefaultValue("true") boolean enabled, @Nullable Integer concurrency,
			@DefaultValue("1000") int queueCapacity) {

		private static final int ON_VIRTUAL_THREADS = 256;

		public Scheduler {
			Assert.isTrue(concurrency == null || concurrency > 0,
					() -> "'scheduling.scheduler.concurrency' (%s) must be above zero".formatted(concurrency));
			Assert.isTrue(queueCapacity >= 0,
					() -> "'scheduling.scheduler.queue-capacity' (%s) must not be negative".formatted(queueCapacity));
		}

		int concurrencyOn(boolean virtualThreads) {
			if (this.concurrency != null) {
				return this.concurrency;
			}
			return virtualThreads ? ON_VIRTUAL_THREADS : Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
		}

	}

}
