package dev.scheduling.tick;

import java.util.function.BooleanSupplier;

import dev.scheduling.periodic.TaskPause;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.store.TaskControlStore;

/**
 * What operators have said, in a store that can be out of reach for who asks.
 */
record FaultyControls(TaskControlStore store, BooleanSupplier out) implements TaskControlStore {

	@Override
	public TaskControls read() {
		check();
		return this.store.read();
	}

	@Override
	public void watch(Runnable onChange) {
		check();
		this.store.watch(onChange);
	}

	private void check() {
		if (this.out.getAsBoolean()) {
			throw new StoreUnavailableException("expected by the test", new IllegalStateException());
		}
	}

	@Override
	public void pause(String task, String queue, TaskPause pause) {
		this.store.pause(task, queue, pause);
	}

	@Override
	public void resume(String task, String queue) {
		this.store.resume(task, queue);
	}

	@Override
	public void reschedule(String task, String schedule) {
		this.store.reschedule(task, schedule);
	}

	@Override
	public void resetSchedule(String task) {
		this.store.resetSchedule(task);
	}

	@Override
	public void add(String task, String text) {
		this.store.add(task, text);
	}

	@Override
	public void remove(String task) {
		this.store.remove(task);
	}

}
