package dev.scheduling.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.scheduling.job.JobId;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Settings of the worker, the consuming side of the durable queues.
 *
 * @param enabled Whether this process runs jobs. Enqueueing works without.
 * @param queues Queues whose jobs this process runs. Defaults to 'default' and every
 * queue that a handler or durable task of this application names.
 * @param concurrency How many jobs this process runs at once. Defaults to twice the
 * processors, at least 4; to 256 on virtual threads.
 */
@ConfigurationProperties("scheduling.worker")
public record WorkerProperties(@DefaultValue("true") boolean enabled, @Nullable List<String> queues,
		@Nullable Integer concurrency) {

	private static final int ON_VIRTUAL_THREADS = 256;

	public WorkerProperties {
		Assert.isTrue(concurrency == null || concurrency > 0,
				() -> "'scheduling.worker.concurrency' (%s) must be above zero".formatted(concurrency));
		if (queues != null) {
			queues.forEach((queue) -> JobId.of("0", queue));
		}
	}

	int concurrencyOn(boolean virtualThreads) {
		if (this.concurrency != null) {
			return this.concurrency;
		}
		return virtualThreads ? ON_VIRTUAL_THREADS : Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
	}

	/**
	 * Returns the queues to consume.
	 * @param named the queues that handlers and durable tasks name
	 * @return the configured queues, or where none are the default one and the named ones
	 */
	Set<String> queuesOf(Collection<String> named) {
		if (this.queues != null && !this.queues.isEmpty()) {
			return Set.copyOf(this.queues);
		}
		Set<String> queues = new TreeSet<>(named);
		queues.add(JobId.DEFAULT_QUEUE);
		return queues;
	}

}
