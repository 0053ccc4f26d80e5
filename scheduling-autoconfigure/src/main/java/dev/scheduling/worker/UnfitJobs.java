package dev.scheduling.worker;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.scheduling.store.JobCompletion.HandedBack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that this worker cannot run, while one of another version may: they wait for a
 * while and go to any worker, without an attempt, for as long as it takes. Safe for use
 * by several threads.
 */
final class UnfitJobs {

	private static final Logger logger = LoggerFactory.getLogger(UnfitJobs.class);

	private static final Duration DELAY = Duration.ofSeconds(30);

	private static final int REMEMBERED_NAMES = 1_000;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	HandedBack handBack(JobRun run, String name, Exception reason) {
		if (this.warned.size() < REMEMBERED_NAMES && this.warned.add(name)) {
			logger.warn(
					"Job '{}' ({}) cannot run here: {}. It waits for a worker that can run it and is offered again"
							+ " each {} s. This is said once per name",
					run.lease().id(), name, reason.getMessage(), DELAY.toSeconds());
		}
		return new HandedBack(run.lease(), DELAY);
	}

}
