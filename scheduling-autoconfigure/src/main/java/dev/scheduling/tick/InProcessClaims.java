package dev.scheduling.tick;

import java.time.Instant;
import java.util.List;

import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.StoreFailurePolicy;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.RunKey;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickCount;

/**
 * Claims ticks for this process and runs those it has won.
 */
final class InProcessClaims implements ClaimLane {

	private final TickSettings settings;

	private final PeriodicStore store;

	private final InProcessLane lane;

	InProcessClaims(TickSettings settings, PeriodicStore store, InProcessLane lane) {
		this.settings = settings;
		this.store = store;
		this.lane = lane;
	}

	@Override
	public String place(PeriodicTask task) {
		return "";
	}

	@Override
	public int batchSize() {
		return PeriodicStore.MAX_BATCH;
	}

	@Override
	public List<Instant> register(String place, List<TaskStamp> tasks) {
		return this.store.register(tasks);
	}

	@Override
	public List<ClaimResult> claim(String place, List<ClaimRequest> batch) {
		return this.store.claim(this.settings.node(), this.settings.lease(),
				batch.stream().map(ClaimRequest::claim).toList());
	}

	@Override
	public void run(ClaimRequest request, Won won) {
		ClaimedRun run = new ClaimedRun(request.tick().task(), won.mark(), Trigger.SCHEDULE, won.token(),
				won.leaseUntil());
		Place place = request.place();
		if (place != null) {
			this.lane.run(run, place);
		}
		else { // won by an earlier attempt of this claim, which had a place
			this.lane.reject(run);
		}
	}

	@Override
	public void giveUp(PeriodicTask task, Won won, TickCount count) {
		this.store.finish(List.of(new FinishedRun(new RunKey(task.name(), won.token()), count, null, 0)));
	}

	/**
	 * Rule T12: each node for itself, while the store is out of reach.
	 */
	@Override
	public boolean runUnclaimed(ClaimRequest request) {
		DueTick tick = request.tick();
		Place place = request.place();
		if (tick.task().rules().onStoreFailure() != StoreFailurePolicy.RUN || place == null || tick.isGivenUp()) {
			return false;
		}
		this.lane.run(new ClaimedRun(tick.task(), tick.nominal(), Trigger.SCHEDULE, ClaimedRun.UNCLAIMED, Instant.MAX),
				place);
		return true;
	}

}
