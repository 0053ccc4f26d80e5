package dev.scheduling.store.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which workers live, and what they consume. Guarded by its store.
 */
final class MemoryWorkers {

	private final Clock clock;

	private final Map<String, Worker> workers = new HashMap<>();

	MemoryWorkers(Clock clock) {
		this.clock = clock;
	}

	void announce(String owner, Collection<String> queues, Duration lifetime) {
		this.workers.put(owner, new Worker(this.clock.instant().plus(lifetime), Set.copyOf(queues)));
	}

	void remove(String owner) {
		this.workers.remove(owner);
	}

	Set<String> all() {
		return living((worker) -> true);
	}

	Set<String> of(String queue) {
		return living((worker) -> worker.queues().contains(queue));
	}

	private Set<String> living(Predicate<Worker> condition) {
		Instant now = this.clock.instant();
		return this.workers.entrySet()
			.stream()
			.filter((worker) -> worker.getValue().until().isAfter(now))
			.filter((worker) -> condition.test(worker.getValue()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toUnmodifiableSet());
	}

	private record Worker(Instant until, Set<String> queues) {

	}

}
