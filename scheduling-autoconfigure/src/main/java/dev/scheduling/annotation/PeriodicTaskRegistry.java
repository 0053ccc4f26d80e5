package dev.scheduling.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.scheduling.periodic.PeriodicTask;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The periodic tasks of this application. Known once all singletons exist; afterwards
 * changed only as a whole. Safe for use by several threads.
 */
public final class PeriodicTaskRegistry {

	private volatile @Nullable List<PeriodicTask> tasks;

	void fill(List<PeriodicTask> tasks) {
		this.tasks = List.copyOf(tasks);
	}

	/**
	 * Replaces the tasks. One that is defined as before stays the same object, so that
	 * nobody plans it afresh.
	 * @return those that are new or differ
	 */
	List<PeriodicTask> replace(List<PeriodicTask> tasks) {
		Map<String, PeriodicTask> before = tasks().stream()
			.collect(Collectors.toMap(PeriodicTask::name, Function.identity()));
		List<PeriodicTask> changed = new ArrayList<>();
		List<PeriodicTask> merged = new ArrayList<>();
		for (PeriodicTask task : tasks) {
			PeriodicTask old = before.get(task.name());
			boolean same = old != null && old.isDefinedAs(task);
			merged.add(same ? old : task);
			if (!same) {
				changed.add(task);
			}
		}
		fill(merged);
		return changed;
	}

	/** Whether all singletons exist. */
	boolean isFilled() {
		return this.tasks != null;
	}

	/**
	 * Returns the tasks, those that are off included.
	 * @return the tasks, ordered by name
	 * @throws IllegalStateException before all singletons exist
	 */
	public List<PeriodicTask> tasks() {
		List<PeriodicTask> tasks = this.tasks;
		Assert.state(tasks != null, "Periodic tasks are known only after all singletons were created");
		return tasks;
	}

}
