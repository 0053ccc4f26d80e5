package dev.scheduling.store.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.scheduling.store.TaskControlStore;
import dev.scheduling.periodic.TaskPause;

/**
 * What operators have said about tasks, in one process.
 */
public final class InMemoryTaskControlStore implements TaskControlStore {

	private final Map<String, TaskPause> pauses = new HashMap<>();

	private final Map<String, String> schedules = new HashMap<>();

	private final Map<String, String> tasks = new HashMap<>();

	private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

	private long changes;

	@Override
	public void pause(String task, String queue, TaskPause pause) {
		synchronized (this) {
			this.pauses.putIfAbsent(task, pause);
		}
		changed();
	}

	@Override
	public void resume(String task, String queue) {
		synchronized (this) {
			this.pauses.remove(task);
		}
		changed();
	}

	@Override
	public void reschedule(String task, String schedule) {
		synchronized (this) {
			this.schedules.put(task, schedule);
		}
		changed();
	}

	@Override
	public void resetSchedule(String task) {
		synchronized (this) {
			this.schedules.remove(task);
		}
		changed();
	}

	@Override
	public void add(String task, String text) {
		synchronized (this) {
			this.tasks.put(task, text);
		}
		changed();
	}

	@Override
	public void remove(String task) {
		synchronized (this) {
			this.tasks.remove(task);
			this.pauses.remove(task);
			this.schedules.remove(task);
		}
		changed();
	}

	private void changed() {
		synchronized (this) {
			this.changes++;
		}
		this.watchers.forEach(Runnable::run);
	}

	@Override
	public synchronized TaskControls read() {
		return new TaskControls(this.changes, Map.copyOf(this.pauses), Map.copyOf(this.schedules),
				Map.copyOf(this.tasks));
	}

	@Override
	public void watch(Runnable onChange) {
		this.watchers.add(onChange);
	}

	synchronized boolean isPaused(String task) {
		return this.pauses.containsKey(ALL) || this.pauses.containsKey(task);
	}

	synchronized long changes() {
		return this.changes;
	}

}
