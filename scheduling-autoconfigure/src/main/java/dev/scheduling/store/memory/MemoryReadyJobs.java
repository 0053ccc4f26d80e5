package dev.scheduling.store.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a queue that can start: the highest priority first, but each sixteenth job
 * comes from the level below whose head is oldest. Guarded by its store.
 */
final class MemoryReadyJobs {

	static final int GUARD = 16;

	private static final List<Priority> LEVELS = List.of(Priority.HIGH, Priority.NORMAL, Priority.LOW);

	private final Map<Priority, Deque<MemoryJob>> levels = new EnumMap<>(Priority.class);

	/** How often in a row a job of lower priority was passed over. */
	private int passed;

	MemoryReadyJobs() {
		LEVELS.forEach((level) -> this.levels.put(level, new ArrayDeque<>()));
	}

	private Deque<MemoryJob> of(MemoryJob job) {
		return this.levels.getOrDefault(job.rules.priority(), new ArrayDeque<>());
	}

	void addFirst(MemoryJob job) {
		of(job).addFirst(job);
	}

	void addLast(MemoryJob job) {
		of(job).addLast(job);
	}

	boolean remove(MemoryJob job) {
		return of(job).remove(job);
	}

	boolean isEmpty() {
		return this.levels.values().stream().allMatch(Deque::isEmpty);
	}

	List<MemoryJob> of(Priority level) {
		return List.copyOf(this.levels.getOrDefault(level, new ArrayDeque<>()));
	}

	/** Level by level, the highest priority first. */
	List<MemoryJob> all() {
		return LEVELS.stream().flatMap((level) -> of(level).stream()).toList();
	}

	/**
	 * Takes the job whose turn it is.
	 * @return the choice, {@code null} if there is no job
	 */
	@Nullable Choice poll() {
		List<Deque<MemoryJob>> filled = LEVELS.stream()
			.map(this.levels::get)
			.filter((level) -> level != null && !level.isEmpty())
			.toList();
		if (filled.size() < 2) {
			return filled.isEmpty() ? null : new Choice(filled.get(0).removeFirst(), this.passed);
		}
		if (this.passed + 1 < GUARD) {
			return new Choice(filled.get(0).removeFirst(), this.passed + 1);
		}
		Deque<MemoryJob> oldest = filled.get(1);
		for (Deque<MemoryJob> level : filled.subList(1, filled.size())) {
			oldest = (MadeAt.of(level.getFirst().key()) < MadeAt.of(oldest.getFirst().key())) ? level : oldest;
		}
		return new Choice(oldest.removeFirst(), 0);
	}

	/**
	 * Notes that a chosen job starts.
	 * @param choice the choice
	 */
	void started(Choice choice) {
		this.passed = choice.passed();
	}

	int passed() {
		return this.passed;
	}

	/**
	 * A job whose turn it is.
	 *
	 * @param job the job
	 * @param passed how often jobs of lower priority are passed over then
	 */
	record Choice(MemoryJob job, int passed) {
	}

}
