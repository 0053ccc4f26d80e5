package dev.scheduling.tick;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.WaitingRun;

/**
 * Starts what waited for the end of a run: buffered ticks, triggered runs, backfills. Any
 * node may, so that nothing waits for one that has died. Safe for use by several threads.
 */
final class WaitingRuns {

	private final TickSettings settings;

	private final PeriodicStore store;

	private final InProcessExecutor executor;

	private final InProcessLane lane;

	private final Supplier<List<PeriodicTask>> tasks;

	WaitingRuns(TickSettings settings, PeriodicStore store, InProcessExecutor executor, InProcessLane lane,
			Supplier<List<PeriodicTask>> tasks) {
		this.settings = settings;
		this.store = store;
		this.executor = executor;
		this.lane = lane;
		this.tasks = tasks;
	}

	/**
	 * Starts what waits, as far as this node knows the tasks and has places. The rest is
	 * left to the next sweep of any node.
	 * @param names the tasks
	 * @throws dev.scheduling.store.StoreUnavailableException if the store did not answer
	 */
	void take(Collection<String> names) {
		if (names.isEmpty()) {
			return;
		}
		Map<String, PeriodicTask> known = this.tasks.get()
			.stream()
			.filter((task) -> task.execution() != Execution.DURABLE && names.contains(task.name()))
			.collect(Collectors.toMap(PeriodicTask::name, Function.identity()));
		Deque<Place> places = new ArrayDeque<>();
		List<String> asked = known.keySet()
			.stream()
			.limit(PeriodicStore.MAX_BATCH)
			.takeWhile((name) -> reserve(places))
			.toList();
		try {
			if (!asked.isEmpty()) {
				start(known, places, asked);
			}
		}
		finally {
			places.forEach(Place::release);
		}
	}

	private boolean reserve(Deque<Place> places) {
		Optional<Place> place = this.executor.reserve();
		place.ifPresent(places::add);
		return place.isPresent();
	}

	private void start(Map<String, PeriodicTask> known, Deque<Place> places, List<String> asked) {
		for (WaitingRun run : this.store.takeWaiting(this.settings.node(), this.settings.lease(),
				this.settings.calls().get(), asked)) {
			PeriodicTask task = known.get(run.task());
			if (task != null) {
				this.lane.run(new ClaimedRun(task, run.nominal(), run.trigger(), run.token(), run.leaseUntil()),
						places.remove());
			}
		}
	}

}
