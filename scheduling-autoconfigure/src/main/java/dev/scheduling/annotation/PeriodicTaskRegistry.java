package dev.scheduling.annotation;

import java.util.List;

import dev.scheduling.periodic.PeriodicTask;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The periodic tasks of this application. Known once all singletons exist; afterwards
 * immutable, and safe for use by several threads.
 */
public final class PeriodicTaskRegistry {

	private volatile @Nullable List<PeriodicTask> tasks;

	void fill(List<PeriodicTask> tasks) {
		this.tasks = List.copyOf(tasks);
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
