package dev.scheduling.store.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.periodic.TaskRun;

/**
 * The last runs of each task. Guarded by its store.
 */
final class MemoryHistory {

	private static final int KEPT = 100;

	private final Map<String, Deque<TaskRun>> runs = new HashMap<>();

	void addOnce(TaskRun run) {
		if (!of(run.task()).contains(run)) {
			add(run);
		}
	}

	void add(TaskRun run) {
		Deque<TaskRun> runs = of(run.task());
		runs.addFirst(run);
		if (runs.size() > KEPT) {
			runs.removeLast();
		}
	}

	List<TaskRun> last(String task, int count) {
		return of(task).stream().limit(count).toList();
	}

	void remove(String task) {
		this.runs.remove(task);
	}

	private Deque<TaskRun> of(String task) {
		return this.runs.computeIfAbsent(task, (name) -> new ArrayDeque<>());
	}

}
