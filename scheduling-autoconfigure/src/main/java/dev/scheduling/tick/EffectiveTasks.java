package dev.scheduling.tick;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.ScheduleText;
import dev.scheduling.store.TaskControlStore.TaskControls;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The tasks as they are in force: as defined, on the schedules that operators gave them.
 * Safe for use by several threads.
 */
final class EffectiveTasks {

	private static final Log logger = LogFactory.getLog(EffectiveTasks.class);

	private final Supplier<List<PeriodicTask>> defined;

	private volatile TaskControls controls = new TaskControls(-1, Map.of(), Map.of());

	EffectiveTasks(Supplier<List<PeriodicTask>> defined) {
		this.defined = defined;
	}

	List<PeriodicTask> all() {
		TaskControls controls = this.controls;
		return this.defined.get().stream().map((task) -> effective(task, controls)).toList();
	}

	Optional<PeriodicTask> find(String name) {
		TaskControls controls = this.controls;
		return this.defined.get()
			.stream()
			.filter((task) -> task.name().equals(name))
			.findFirst()
			.map((task) -> effective(task, controls));
	}

	PeriodicTask require(String name) {
		return find(name).orElseThrow(() -> new IllegalArgumentException("No periodic task is named '%s'; there are %s"
			.formatted(name, all().stream().map(PeriodicTask::name).collect(Collectors.joining("', '", "'", "'")))));
	}

	/**
	 * Puts what operators have said in force.
	 * @param controls all of it
	 * @return the tasks whose schedule is another one now
	 */
	List<PeriodicTask> apply(TaskControls controls) {
		TaskControls before = this.controls;
		this.controls = controls;
		List<PeriodicTask> changed = new ArrayList<>();
		for (PeriodicTask task : this.defined.get()) {
			PeriodicTask effective = effective(task, controls);
			if (!describe(effective).equals(describe(effective(task, before)))) {
				changed.add(effective);
			}
		}
		return changed;
	}

	private static Optional<String> describe(PeriodicTask task) {
		return task.schedule().map(Schedule::describe);
	}

	private static PeriodicTask effective(PeriodicTask task, TaskControls controls) {
		String text = controls.schedules().get(task.name());
		if (text == null) {
			return task;
		}
		try {
			return task.reschedule(ScheduleText.read(text), "changed at run time");
		}
		catch (IllegalArgumentException ex) { // of another version of this library
			logger.warn("Task '%s' keeps its schedule; the one that it was given at run time cannot be read: %s"
				.formatted(task.name(), ex.getMessage()));
			return task;
		}
	}

	/** Whether a task is paused, as far as this node knows. */
	boolean isPaused(String task) {
		return this.controls.isPaused(task);
	}

	/** How often something was changed when it was read last, -1 before that. */
	long changes() {
		return this.controls.changes();
	}

}
