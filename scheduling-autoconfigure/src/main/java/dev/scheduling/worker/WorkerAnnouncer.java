package dev.scheduling.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

import dev.scheduling.store.JobLeaseStore;

/**
 * Lets the others know that this worker lives, and which queues it consumes.
 */
final class WorkerAnnouncer {

	private static final Duration LIFETIME = Duration.ofMinutes(1);

	private static final Duration SOON = Duration.ofSeconds(1);

	private final JobLeaseStore store;

	private final String owner;

	private final String fingerprint;

	private final Collection<String> queues;

	private final StoreAvailability availability;

	WorkerAnnouncer(JobLeaseStore store, String owner, String fingerprint, Collection<String> queues,
			StoreAvailability availability) {
		this.store = store;
		this.owner = owner;
		this.fingerprint = fingerprint;
		this.queues = queues;
		this.availability = availability;
	}

	/**
	 * Says it once, unless the store is known to be away.
	 * @return how many nanoseconds to wait until the next pass
	 */
	long pass() {
		Optional<Boolean> said = this.availability.isAway() ? Optional.empty() : this.availability.ask(this::announce);
		return (said.isPresent() ? LIFETIME.dividedBy(3) : SOON).toNanos();
	}

	private boolean announce() {
		this.store.announce(this.owner, this.fingerprint, this.queues, LIFETIME);
		return true;
	}

}
