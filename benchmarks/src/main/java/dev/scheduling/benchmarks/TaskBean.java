package dev.scheduling.benchmarks;

import dev.scheduling.periodic.TaskContext;

/**
 * What the generated beans with annotated methods have in common.
 */
abstract class TaskBean {

	private final Starts starts;

	TaskBean(Starts starts) {
		this.starts = starts;
	}

	final void started(int task, TaskContext context) {
		this.starts.add(task, context.scheduledFor());
	}

}
