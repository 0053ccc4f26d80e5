package dev.scheduling.autoconfigure;

import java.util.List;

import dev.scheduling.annotation.TaskSettings;

/**
 * What the configuration says about tasks and jobs.
 *
 * @param tasks under the names of tasks
 * @param defaults for all tasks
 * @param jobs under the names of jobs
 */
record ConfiguredTasks(ConfiguredNames tasks, TaskSettings defaults, ConfiguredNames jobs) {

	/**
	 * Returns what is said under a task's name.
	 * @param name the name
	 * @return the settings, saying nothing if the name is not there
	 */
	TaskSettings find(String name) {
		return this.tasks.settings(name);
	}

	List<ConfiguredTask> all() {
		return this.tasks.all();
	}

}
