package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.store.PeriodicStore;

/**
 * Sends due ticks on their way: to the claim of their lane, or, in instance scope,
 * straight to where they run. Runs on the timer's thread and never waits.
 */
final class TickDispatcher {

	/** For how long a node without a place leaves a tick to the others (rule T16). */
	static final Duration LEFT_TO_OTHERS = Duration.ofMillis(250);

	/**
	 * A tick of instance scope that is later than this was missed, and is not caught up.
	 */
	static final Duration LATEST_START = Duration.ofMinutes(1);

	private final TickPlanner planner;

	private final InProcessExecutor executor;

	private final InProcessLane lane;

	private final TickClaimer claimer;

	private final TickClaimer durableClaimer;

	private final Predicate<String> paused;

	TickDispatcher(TickPlanner planner, InProcessExecutor executor, InProcessLane lane, TickClaimer claimer,
			TickClaimer durableClaimer, Predicate<String> paused) {
		this.paused = paused;
		this.planner = planner;
		this.executor = executor;
		this.lane = lane;
		this.claimer = claimer;
		this.durableClaimer = durableClaimer;
	}

	/**
	 * Ticks of instance scope start as they come; claims go together, for one round trip.
	 */
	void dispatch(Instant now) {
		List<ClaimRequest> requests = new ArrayList<>();
		List<ClaimRequest> durable = new ArrayList<>();
		List<DueTick> due = this.planner.due(now);
		while (!due.isEmpty()) {
			dispatch(due, now, requests, durable);
			due = this.planner.due(now);
		}
		this.claimer.claim(requests);
		this.durableClaimer.claim(durable);
	}

	private void dispatch(List<DueTick> due, Instant now, List<ClaimRequest> requests, List<ClaimRequest> durable) {
		for (DueTick tick : due) {
			if (tick.task().execution() == Execution.DURABLE) {
				durable.add(new ClaimRequest(tick, null));
			}
			else if (tick.task().rules().scope() == TaskScope.INSTANCE) {
				runHere(tick, now);
			}
			else {
				request(tick, now).ifPresent(requests::add);
			}
		}
	}

	private Optional<ClaimRequest> request(DueTick tick, Instant now) {
		if (tick.isGivenUp()) {
			return Optional.of(new ClaimRequest(tick, null));
		}
		Optional<Place> place = this.executor.reserve();
		Instant patienceEnds = tick.firstTried().plus(LEFT_TO_OTHERS);
		if (place.isEmpty() && now.isBefore(patienceEnds)) {
			this.planner.lookAgain(tick, now.isBefore(tick.firstTried()) ? tick.firstTried() : patienceEnds);
			return Optional.empty();
		}
		return Optional.of(new ClaimRequest(tick, place.orElse(null)));
	}

	private void runHere(DueTick tick, Instant now) {
		boolean clockWasSetBack = tick.nominal().isAfter(now.plus(PeriodicStore.CLAIM_AHEAD));
		if (clockWasSetBack) {
			this.planner.advance(tick, now);
			return;
		}
		if (!tick.task().schedule().orElseThrow().isGrid() && this.lane.isRunningHere(tick.task().name())) {
			this.planner.waitForRun(tick, now.plusSeconds(1));
			return;
		}
		this.planner.advance(tick, tick.nominal());
		if (tick.nominal().isBefore(now.minus(LATEST_START)) || this.paused.test(tick.task().name())) {
			return;
		}
		ClaimedRun run = new ClaimedRun(tick.task(), tick.nominal(), Trigger.SCHEDULE, ClaimedRun.UNCLAIMED,
				Instant.MAX);
		this.executor.reserve().ifPresentOrElse((place) -> this.lane.run(run, place), () -> this.lane.reject(run));
	}

}
