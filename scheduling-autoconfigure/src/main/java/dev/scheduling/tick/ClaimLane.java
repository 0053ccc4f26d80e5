package dev.scheduling.tick;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickCount;

/**
 * How the ticks of one lane are claimed. Called by one thread.
 */
interface ClaimLane {

	/**
	 * Returns where the ticks of a task are kept; those of one place go in one call.
	 * @param task the task
	 * @return the place
	 */
	String place(PeriodicTask task);

	/**
	 * Returns how many ticks one call may claim.
	 * @return the number
	 */
	int batchSize();

	/**
	 * Parts items into what may go in one call.
	 * @param <T> the type of the items
	 * @param items the items
	 * @param task tells whose each is
	 * @return the batches
	 */
	default <T> List<Batch<T>> batches(List<T> items, Function<T, PeriodicTask> task) {
		Map<String, List<T>> byPlace = items.stream().collect(Collectors.groupingBy((item) -> place(task.apply(item))));
		List<Batch<T>> batches = new ArrayList<>();
		byPlace.forEach((place, all) -> {
			for (int from = 0; from < all.size(); from += batchSize()) {
				batches.add(new Batch<>(place, all.subList(from, Math.min(all.size(), from + batchSize()))));
			}
		});
		return batches;
	}

	/**
	 * Makes tasks known to the store.
	 * @param place their place
	 * @param tasks the tasks
	 * @return their marks, in the same order
	 */
	List<Instant> register(String place, List<TaskStamp> tasks);

	/**
	 * Claims ticks.
	 * @param place their place
	 * @param batch the ticks
	 * @return what came of each, in the same order
	 */
	List<ClaimResult> claim(String place, List<ClaimRequest> batch);

	/**
	 * Runs a tick that was won.
	 * @param request the tick
	 * @param won what the store answered
	 */
	void run(ClaimRequest request, Won won);

	/**
	 * Ends a tick that was won and does not run, because a later one is in its place.
	 * Returns once the store knows.
	 * @param task the task
	 * @param won what the store answered
	 * @param count as what the tick is counted
	 */
	void giveUp(PeriodicTask task, Won won, TickCount count);

	/**
	 * Runs a tick that cannot be claimed, where its task is to run all the same.
	 * @param request the tick
	 * @return whether it runs, and keeps its place
	 */
	boolean runUnclaimed(ClaimRequest request);

	/**
	 * What goes in one call.
	 *
	 * @param <T> the type of the items
	 * @param place the place of all of them
	 * @param items the items
	 */
	record Batch<T>(String place, List<T> items) {

	}

}
