package dev.scheduling.background;

import dev.scheduling.background.InProcessExecutor.Place;

/**
 * A task that was accepted: its place is reserved, so it can only be dropped on purpose.
 *
 * @param name what logging calls it
 * @param work the task in its caller's context
 * @param place its place in the executor
 */
record BackgroundTask(String name, Runnable work, Place place) {

	void drop() {
		this.place.release();
	}

}
