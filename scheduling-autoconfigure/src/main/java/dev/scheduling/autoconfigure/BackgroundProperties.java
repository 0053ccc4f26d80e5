package dev.scheduling.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of background tasks.
 *
 * @param queueCapacity How many background tasks may wait for a thread, including those
 * of requests and transactions that have not ended. A task beyond that is rejected.
 * @param concurrency How many background tasks run at the same time. By default twice the
 * number of processors and at least 4, or 256 on virtual threads.
 * @param stopOnError Whether a failed background task drops the ones behind it in the
 * same request.
 * @param runOnError Whether the background tasks of a request run even though its handler
 * threw an exception.
 * @param longRunThreshold How long a background task or an in-process run of a periodic
 * task may take before a warning shows its durable form. 0 turns the warning off.
 */
@ConfigurationProperties("scheduling.background")
public record BackgroundProperties(@DefaultValue("1000") int queueCapacity, @Nullable Integer concurrency,
		@DefaultValue("false") boolean stopOnError, @DefaultValue("false") boolean runOnError,
		@DefaultValue("30s") Duration longRunThreshold) {

	private static final int ON_VIRTUAL_THREADS = 256;

	int concurrencyOn(boolean virtualThreads) {
		if (this.concurrency != null) {
			return this.concurrency;
		}
		return virtualThreads ? ON_VIRTUAL_THREADS : Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
	}

}
