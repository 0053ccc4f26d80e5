package dev.scheduling.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import dev.scheduling.queue.JobEnvelopeCodec;
import dev.scheduling.store.JobCompletion.Parked;
import dev.scheduling.store.ParkedGroup;
import dev.scheduling.store.QueueRetention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that this worker cannot run, while one of another version may: they are parked,
 * and no worker with the same fingerprint sees them again. Safe for use by several
 * threads.
 */
final class UnfitJobs {

	private static final Logger logger = LoggerFactory.getLogger(UnfitJobs.class);

	private static final int REMEMBERED_NAMES = 1_000;

	/** No name of a handler begins so. */
	private static final char PROTOCOL = '#';

	private final String fingerprint;

	private final Predicate<String> hasHandler;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the rules of a worker.
	 * @param fingerprint of what it can run
	 * @param hasHandler whether it has a handler of a name
	 */
	UnfitJobs(String fingerprint, Predicate<String> hasHandler) {
		this.fingerprint = fingerprint;
		this.hasHandler = hasHandler;
	}

	Parked park(JobRun run, String name, Exception reason, QueueRetention kept) {
		if (this.warned.size() < REMEMBERED_NAMES && this.warned.add(name)) {
			logger.warn(
					"Job '{}' ({}) cannot run here: {}. It is parked until a worker with other handlers or of another"
							+ " build takes it, and dead after {} h. This is said once per name",
					run.lease().id(), name, reason.getMessage(), kept.parked().toHours());
		}
		return new Parked(run.lease(), name, this.fingerprint, reason.getMessage() + " (worker fingerprint "
				+ this.fingerprint + ", protocol " + JobEnvelopeCodec.PROTOCOL + ")", kept.parked());
	}

	Parked parkNewer(JobRun run, Exception reason, QueueRetention kept) {
		return park(run, PROTOCOL + Integer.toString(JobEnvelopeCodec.protocolOf(run.job().envelope())), reason, kept);
	}

	/**
	 * Returns whether this worker should try parked jobs.
	 * @param group what they ask for, and who could not run them
	 * @return {@code false} if it has tried, or has no handler for them
	 */
	boolean canTry(ParkedGroup group) {
		if (group.fingerprints().contains(this.fingerprint)) {
			return false;
		}
		String handler = group.handler();
		return (!handler.isEmpty() && handler.charAt(0) == PROTOCOL)
				? Integer.parseInt(handler.substring(1)) <= JobEnvelopeCodec.PROTOCOL : this.hasHandler.test(handler);
	}

}
