package dev.scheduling.tick;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TaskControlStore;

import org.springframework.util.Assert;

/**
 * Adds and removes tasks at run time. Safe for use by several threads.
 */
final class RuntimeTasks {

	private final EffectiveTasks tasks;

	private final PeriodicStore store;

	private final TaskControlStore controls;

	private final DurableLane durable;

	private final ControlWatch watch;

	RuntimeTasks(EffectiveTasks tasks, PeriodicStore store, TaskControlStore controls, DurableLane durable,
			ControlWatch watch) {
		this.tasks = tasks;
		this.store = store;
		this.controls = controls;
		this.durable = durable;
		this.watch = watch;
	}

	void add(PeriodicTask task) {
		Assert.isTrue(!this.tasks.isDefined(task.name()),
				() -> "The application defines a task '%s'; change its schedule with PeriodicTaskOperations.reschedule"
					.formatted(task.name()));
		Assert.isTrue(task.schedule().isPresent(), () -> "Task '%s' has no schedule".formatted(task.name()));
		if (task.job().isPresent()) {
			this.controls.add(task.name(), this.durable.runtimeTasks().write(task));
		}
		else {
			this.tasks.addLocal(task);
		}
		this.watch.look();
	}

	void remove(String name) {
		PeriodicTask task = this.tasks.require(name);
		Assert.isTrue(!this.tasks.isDefined(name),
				() -> "The application defines the task '%s'; pause it, or turn it off with 'scheduling.tasks.%s.enabled: false'"
					.formatted(name, name));
		if (!this.tasks.removeLocal(name)) {
			this.controls.remove(name);
		}
		this.watch.look();
		this.store.forget(name);
		task.job().ifPresent((job) -> this.durable.store().forget(job.queue(), name));
	}

}
