package dev.scheduling.store.memory;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

import dev.scheduling.job.Job;
import dev.scheduling.store.JobCompletion.Parked;
import dev.scheduling.store.ParkedGroup;
import org.jspecify.annotations.Nullable;

/**
 * Why a job waits for another worker, or did.
 *
 * @param group what it asks for, and the workers that could not run it
 * @param since since when
 * @param reason why, as the last of these workers has put it
 */
record MemoryParking(ParkedGroup group, Instant since, String reason) {

	static MemoryParking of(Parked parked, @Nullable MemoryParking before, Instant now) {
		Set<String> fingerprints = new TreeSet<>((before != null) ? before.group().fingerprints() : Set.of());
		fingerprints.add(parked.fingerprint());
		return new MemoryParking(new ParkedGroup(parked.handler(), fingerprints),
				(before != null) ? before.since() : now, parked.reason());
	}

	Job.Parking seen(Instant until) {
		return new Job.Parking(this.reason, this.group.fingerprints(), this.since, until);
	}

}
