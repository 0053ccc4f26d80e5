package dev.scheduling.store.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.scheduling.store.LiveWorker;

/**
 * Which workers live, and what they consume. Guarded by its store.
 */
final class MemoryWorkers {

	private final Clock clock;

	private final Map<String, Worker> workers = new HashMap<>();

	MemoryWorkers(Clock clock) {
		this.clock = clock;
	}

	void announce(String owner, String fingerprint, Collection<String> queues, Duration lifetime) {
		Instant now = this.clock.instant();
		Worker before = this.workers.get(owner);
		Instant since = (before != null && before.until().isAfter(now)) ? before.worker().since() : now;
		this.workers.put(owner,
				new Worker(now.plus(lifetime), new LiveWorker(owner, fingerprint, Set.copyOf(queues), since, now)));
	}

	void remove(String owner) {
		this.workers.remove(owner);
	}

	List<LiveWorker> all() {
		Instant now = this.clock.instant();
		return this.workers.values()
			.stream()
			.filter((worker) -> worker.until().isAfter(now))
			.map(Worker::worker)
			.toList();
	}

	private record Worker(Instant until, LiveWorker worker) {

	}

}
