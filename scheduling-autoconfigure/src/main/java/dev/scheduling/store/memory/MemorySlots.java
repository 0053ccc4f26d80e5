package dev.scheduling.store.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.scheduling.job.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The slots of the concurrency keys of a queue. A slot belongs to a job that runs, or
 * that was promised it and stands among the ready ones. Guarded by its store.
 */
final class MemorySlots {

	private final Map<String, Slots> keys = new HashMap<>();

	private long turn;

	/**
	 * Gives a job a slot of its key.
	 * @param job the job
	 * @param most how many slots a key has
	 * @return whether it has one, or needs none
	 */
	boolean take(MemoryJob job, int most) {
		String key = job.rules.concurrencyKey();
		if (key == null) {
			return true;
		}
		Slots slots = this.keys.computeIfAbsent(key, (name) -> new Slots());
		return slots.holders.contains(job) || (slots.holders.size() < most && slots.holders.add(job));
	}

	/**
	 * Lets a job wait for a slot of its key.
	 * @param job the job
	 */
	void hold(MemoryJob job) {
		String key = job.rules.concurrencyKey();
		this.keys.computeIfAbsent(String.valueOf(key), (name) -> new Slots()).add(new Waiting(job, ++this.turn));
	}

	/**
	 * Stops waiting.
	 * @param job the job
	 * @return whether it waited
	 */
	boolean remove(MemoryJob job) {
		Slots slots = this.keys.get(String.valueOf(job.rules.concurrencyKey()));
		return slots != null && slots.remove(job);
	}

	/**
	 * Frees the slots of jobs that ran or were promised one.
	 * @param freed the jobs
	 * @param most how many slots a key has
	 * @return the jobs that have got the free slots, in the order in which they waited
	 */
	List<MemoryJob> free(List<MemoryJob> freed, int most) {
		Map<String, Set<MemoryJob>> byKey = new LinkedHashMap<>();
		freed.forEach((job) -> {
			if (job.rules.concurrencyKey() != null) {
				byKey.computeIfAbsent(job.rules.concurrencyKey(), (key) -> new LinkedHashSet<>()).add(job);
			}
		});
		List<Waiting> handed = new ArrayList<>();
		byKey.forEach((key, jobs) -> {
			Slots slots = this.keys.computeIfAbsent(key, (name) -> new Slots());
			slots.holders.removeAll(jobs);
			slots.handOver(most, handed);
		});
		return handed.stream().sorted(Comparator.comparing(Waiting::turn)).map(Waiting::job).toList();
	}

	List<MemoryJob> waiting() {
		return this.keys.values().stream().flatMap(Slots::waiting).map(Waiting::job).toList();
	}

	/** Key by key, as Redis sorts them, and in each as they were passed over. */
	List<MemoryJob> inOrder() {
		return this.keys.entrySet()
			.stream()
			.sorted(Comparator.comparing((entry) -> entry.getKey() + '|'))
			.flatMap((entry) -> entry.getValue().waiting())
			.map(Waiting::job)
			.toList();
	}

	/** Of each key how often it passed a job over, and who has a slot. */
	Map<String, String> describe() {
		Map<String, String> text = new TreeMap<>();
		this.keys.forEach((key, slots) -> {
			if (!slots.holders.isEmpty()) {
				text.put(key,
						slots.passed + "|" + String.join("|", slots.holders.stream().map(MemoryJob::key).toList()));
			}
		});
		return text;
	}

	private record Waiting(MemoryJob job, long turn) {
	}

	private static final class Slots {

		private final Set<MemoryJob> holders = new LinkedHashSet<>();

		private final Map<Priority, Deque<Waiting>> waiting = new EnumMap<>(Priority.class);

		private int passed;

		void add(Waiting job) {
			this.waiting.computeIfAbsent(job.job().rules.priority(), (level) -> new ArrayDeque<>()).add(job);
		}

		boolean remove(MemoryJob job) {
			return this.waiting.values().stream().anyMatch((level) -> level.removeIf((entry) -> entry.job() == job));
		}

		Stream<Waiting> waiting() {
			return this.waiting.values().stream().flatMap(Deque::stream);
		}

		void handOver(int most, List<Waiting> handed) {
			while (this.holders.size() < most) {
				Waiting next = next();
				if (next == null) {
					break;
				}
				remove(next.job());
				this.holders.add(next.job());
				handed.add(next);
			}
			this.passed = this.holders.isEmpty() ? 0 : this.passed;
		}

		private @Nullable Waiting next() {
			List<Waiting> heads = this.waiting.values()
				.stream()
				.filter((level) -> !level.isEmpty())
				.map(Deque::getFirst)
				.toList();
			if (heads.size() < 2) {
				return heads.isEmpty() ? null : heads.get(0);
			}
			this.passed = (this.passed + 1) % MemoryReadyJobs.GUARD;
			return (this.passed > 0) ? heads.get(0)
					: heads.stream().skip(1).min(Comparator.comparing(Waiting::turn)).orElseThrow();
		}

	}

}
