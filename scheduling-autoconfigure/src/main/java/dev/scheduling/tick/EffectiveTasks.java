package dev.scheduling.tick;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.ScheduleText;
import dev.scheduling.store.TaskControlStore.TaskControls;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The tasks as they are in force: those that are defined and those that were made at run
 * time, on the schedules that operators gave them. Safe for use by several threads.
 */
final class EffectiveTasks {

	private static final Log logger = LogFactory.getLog(EffectiveTasks.class);

	private final Supplier<List<PeriodicTask>> defined;

	private final BiFunction<String, String, PeriodicTask> reader;

	private final Map<String, PeriodicTask> local = new ConcurrentHashMap<>();

	private volatile TaskControls controls = TaskControls.UNKNOWN;

	private volatile @Nullable Snapshot snapshot;

	/**
	 * Creates the tasks.
	 * @param defined the tasks of the application
	 * @param reader reads a task that was made at run time from its name and text
	 */
	EffectiveTasks(Supplier<List<PeriodicTask>> defined, BiFunction<String, String, PeriodicTask> reader) {
		this.defined = defined;
		this.reader = reader;
	}

	/** Ordered by name. */
	List<PeriodicTask> all() {
		List<PeriodicTask> defined = this.defined.get();
		TaskControls controls = this.controls;
		Snapshot known = this.snapshot;
		if (known != null && known.defined() == defined && known.controls() == controls) {
			return known.tasks();
		}
		Snapshot made = new Snapshot(defined, controls, make(defined, controls));
		this.snapshot = made;
		return made.tasks();
	}

	private List<PeriodicTask> make(List<PeriodicTask> defined, TaskControls controls) {
		List<PeriodicTask> tasks = new ArrayList<>();
		defined.forEach((task) -> tasks.add(onItsSchedule(task, controls)));
		Set<String> names = defined.stream().map(PeriodicTask::name).collect(Collectors.toSet());
		controls.tasks().forEach((name, text) -> {
			if (!names.contains(name)) {
				read(name, text).ifPresent((task) -> tasks.add(onItsSchedule(task, controls)));
			}
		});
		this.local.values().stream().filter((task) -> !names.contains(task.name())).forEach(tasks::add);
		tasks.sort(Comparator.comparing(PeriodicTask::name));
		return List.copyOf(tasks);
	}

	private Optional<PeriodicTask> read(String name, String text) {
		try {
			return Optional.of(this.reader.apply(name, text));
		}
		catch (RuntimeException ex) { // of another version of this library
			logger.warn("Task '%s', which was made at run time, does not fire on this node: it cannot be read: %s"
				.formatted(name, ex.getMessage()));
			return Optional.empty();
		}
	}

	private static PeriodicTask onItsSchedule(PeriodicTask task, TaskControls controls) {
		String text = controls.schedules().get(task.name());
		try {
			return (text != null) ? task.reschedule(ScheduleText.read(text), "changed at run time") : task;
		}
		catch (IllegalArgumentException ex) { // of another version of this library
			logger.warn("Task '%s' keeps its schedule; the one that it was given at run time cannot be read: %s"
				.formatted(task.name(), ex.getMessage()));
			return task;
		}
	}

	Optional<PeriodicTask> find(String name) {
		return all().stream().filter((task) -> task.name().equals(name)).findFirst();
	}

	PeriodicTask require(String name) {
		return find(name).orElseThrow(() -> new IllegalArgumentException("No periodic task is named '%s'; there are %s"
			.formatted(name, all().stream().map(PeriodicTask::name).collect(Collectors.joining("', '", "'", "'")))));
	}

	boolean isDefined(String name) {
		return this.defined.get().stream().anyMatch((task) -> task.name().equals(name));
	}

	/** Adds a task that has code, and is of this process alone. */
	void addLocal(PeriodicTask task) {
		this.local.put(task.name(), task);
		this.snapshot = null;
	}

	boolean removeLocal(String name) {
		boolean removed = this.local.remove(name) != null;
		this.snapshot = null;
		return removed;
	}

	/**
	 * Puts what operators have said in force.
	 * @param controls all of it
	 */
	void apply(TaskControls controls) {
		this.controls = controls;
	}

	/** Whether a task is paused, as far as this node knows. */
	boolean isPaused(String task) {
		return this.controls.isPaused(task);
	}

	/** How often something was changed when it was read last, -1 before that. */
	long changes() {
		return this.controls.changes();
	}

	/**
	 * Compares two lists of tasks.
	 * @param before what was in force
	 * @param after what is in force
	 * @return what is to be planned afresh, and what no more
	 */
	static Changes compare(List<PeriodicTask> before, List<PeriodicTask> after) {
		Map<String, PeriodicTask> known = before.stream()
			.collect(Collectors.toMap(PeriodicTask::name, Function.identity()));
		List<PeriodicTask> changed = new ArrayList<>();
		for (PeriodicTask task : after) {
			PeriodicTask old = known.remove(task.name());
			if (old == null || differs(old, task)) {
				changed.add(task);
			}
		}
		return new Changes(changed, List.copyOf(known.keySet()));
	}

	private static boolean differs(PeriodicTask one, PeriodicTask other) {
		return one != other && !(one.isDefinedAs(other) && one.body() == other.body());
	}

	/**
	 * What has changed.
	 *
	 * @param changed tasks that are new or differ
	 * @param removed names of those that are gone
	 */
	record Changes(List<PeriodicTask> changed, List<String> removed) {

	}

	private record Snapshot(List<PeriodicTask> defined, TaskControls controls, List<PeriodicTask> tasks) {

	}

}
