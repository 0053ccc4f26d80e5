package dev.scheduling.autoconfigure;

import java.util.Collection;
import java.util.OptionalLong;

import dev.scheduling.job.JobState;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that this process consumes jobs, from where, and what waits there.
 */
final class WorkerStartupLog {

	private static final Logger logger = LoggerFactory.getLogger("dev.scheduling");

	private final JobStore jobs;

	WorkerStartupLog(JobStore jobs) {
		this.jobs = jobs;
	}

	void log(String owner, Collection<String> queues, int concurrency, int handlers) {
		logger.info("Durable queue: {} {} on queues {}, {} {}, {}, worker {}", concurrency,
				(concurrency == 1) ? "job at a time" : "jobs at a time", queues, handlers,
				(handlers == 1) ? "handler" : "handlers", waiting(queues), owner);
	}

	private String waiting(Collection<String> queues) {
		OptionalLong waiting = count(queues);
		if (waiting.isEmpty()) {
			return "waiting for its store";
		}
		return "%d %s waiting".formatted(waiting.getAsLong(), (waiting.getAsLong() == 1) ? "job" : "jobs");
	}

	private OptionalLong count(Collection<String> queues) {
		try {
			return OptionalLong
				.of(queues.stream().map(this.jobs::counts).mapToLong((counts) -> counts.of(JobState.QUEUED)).sum());
		}
		catch (StoreUnavailableException ex) {
			return OptionalLong.empty();
		}
	}

}
