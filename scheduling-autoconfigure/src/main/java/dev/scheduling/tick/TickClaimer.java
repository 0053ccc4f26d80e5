package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import dev.scheduling.execution.Loop;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.ClaimResult.Busy;
import dev.scheduling.store.ClaimResult.Changed;
import dev.scheduling.store.ClaimResult.Early;
import dev.scheduling.store.ClaimResult.Marked;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.tick.ClaimLane.Batch;
import dev.scheduling.tick.DueTick.Choice;

/**
 * Claims the ticks of one lane on a thread of its own: what is due together goes in one
 * call. While the store is out of reach nothing runs; a claim without an answer is
 * repeated under its id, so that a tick that was won unheard is not lost.
 */
final class TickClaimer {

	/** Time for the clock to learn that it was ahead. */
	private static final Duration AFTER_EARLY = Duration.ofMillis(20);

	private static final Duration SHORTEST_PATIENCE = Duration.ofMillis(50);

	private static final Duration PATIENCE = Duration.ofMillis(250);

	private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(1);

	private final TickSettings settings;

	private final ClaimLane lane;

	private final Clock clock;

	private final TickPlanner planner;

	private final StoreOutage outage;

	private final Loop loop;

	private final TaskRegistrar registrar;

	private final Queue<ClaimRequest> requests = new ConcurrentLinkedQueue<>();

	/** Told of tasks for which another schedule is in force. */
	private final Consumer<PeriodicTask> onChanged;

	private volatile Runnable onPlanChange = () -> {
	};

	private long retryAt;

	TickClaimer(String name, TickSettings settings, ClaimLane lane, Clock clock, TickPlanner planner,
			StoreOutage outage, Consumer<PeriodicTask> onChanged) {
		this.onChanged = onChanged;
		this.settings = settings;
		this.lane = lane;
		this.clock = clock;
		this.planner = planner;
		this.outage = outage;
		this.registrar = new TaskRegistrar(lane, clock, planner);
		this.retryAt = settings.nanoTime().getAsLong();
		this.loop = new Loop(name, settings.threads(), this::pass);
	}

	/**
	 * Starts the thread.
	 * @param onPlanChange called whenever a tick may be due sooner than before
	 */
	void start(Runnable onPlanChange) {
		this.onPlanChange = onPlanChange;
		this.loop.start();
	}

	/** What was not claimed is left to the other nodes. */
	void stop() {
		this.loop.stop();
		this.registrar.clear();
		takeAll(this.requests).forEach(ClaimRequest::releasePlace);
	}

	/**
	 * Makes tasks known to the store and plans them, as soon as it answers.
	 * @param tasks tasks that have a schedule
	 */
	void register(List<PeriodicTask> tasks) {
		this.registrar.add(tasks);
		this.loop.wake();
	}

	/** A task is not to be registered any more. */
	void forget(String task) {
		this.registrar.remove(task);
	}

	/**
	 * Claims ticks as soon as the thread is free.
	 * @param ticks the ticks, each of another task
	 */
	void claim(List<ClaimRequest> ticks) {
		if (ticks.isEmpty()) {
			return;
		}
		// Not to wait for a store that is known to be away.
		boolean out = this.outage.isOut();
		ticks.stream().filter((tick) -> !out || !ranUnclaimed(tick)).forEach(this.requests::add);
		this.loop.wake();
	}

	private boolean ranUnclaimed(ClaimRequest request) {
		boolean runs = this.lane.runUnclaimed(request);
		if (runs) {
			this.planner.ranUnclaimed(request.tick());
		}
		return runs;
	}

	long pass() {
		long wait = this.retryAt - this.settings.nanoTime().getAsLong();
		if (wait > 0) {
			// By then another tick of the task may be due.
			giveBack(takeAll(this.requests));
			return wait;
		}
		try {
			this.registrar.pass(this::answered);
			claimAll(takeAll(this.requests));
			return Duration.ofSeconds(1).toNanos();
		}
		catch (StoreUnavailableException ex) {
			this.registrar.planUnclaimed();
			Duration retry = this.outage.failed(ex);
			this.retryAt = this.settings.nanoTime().getAsLong() + retry.toNanos();
			return retry.toNanos();
		}
	}

	private void claimAll(List<ClaimRequest> ticks) {
		Set<ClaimRequest> unanswered = Collections.newSetFromMap(new IdentityHashMap<>());
		unanswered.addAll(ticks);
		try {
			this.lane.batches(ticks, (request) -> request.tick().task())
				.forEach((batch) -> claim(batch, unanswered::remove));
		}
		finally {
			giveBack(unanswered);
		}
	}

	private void claim(Batch<ClaimRequest> batch, Consumer<ClaimRequest> onSettled) {
		List<ClaimResult> results = this.lane.claim(batch.place(), batch.items());
		for (int i = 0; i < results.size(); i++) {
			settle(batch.items().get(i), results.get(i));
			onSettled.accept(batch.items().get(i));
		}
		answered();
	}

	private void answered() {
		this.outage.ended();
		this.onPlanChange.run();
	}

	private void giveBack(Collection<ClaimRequest> unanswered) {
		Instant retry = this.clock.instant().plus(StoreOutage.RETRY);
		unanswered.stream().filter((request) -> !ranUnclaimed(request)).forEach((request) -> {
			request.releasePlace();
			this.planner.lookAgain(request.tick(), retry);
		});
	}

	private void settle(ClaimRequest request, ClaimResult result) {
		DueTick tick = request.tick();
		if (result instanceof Won won && !tick.isInPlaceOf(won.mark())) {
			this.planner.advance(tick, won.mark());
			this.lane.run(request, won);
			return;
		}
		if (result instanceof Won won) {
			// Its run would keep the later tick from running.
			this.lane.giveUp(tick.task(), won, tick.countOfEarlier());
			this.planner.advance(tick, won.mark());
		}
		request.releasePlace();
		if (result instanceof Early) {
			Instant soon = this.clock.instant().plus(AFTER_EARLY);
			this.planner.lookAgain(tick, tick.nominal().isAfter(soon) ? tick.nominal() : soon);
		}
		else if (result instanceof Busy) {
			this.planner.waitForRun(tick, this.clock.instant().plus(patience(tick.choice())));
		}
		else if (result instanceof Changed) {
			this.planner.remove(tick.task().name());
			this.onChanged.accept(tick.task());
		}
		else if (result instanceof Marked marked) {
			this.planner.advance(tick, marked.mark());
		}
	}

	/** How long to wait for a run of another node, of whose end nobody tells. */
	private static Duration patience(Choice choice) {
		if (choice.admission() != TickAdmission.AFTER_DELAY || choice.period().compareTo(LONGEST_PATIENCE) > 0) {
			return (choice.admission() == TickAdmission.WAIT) ? PATIENCE : LONGEST_PATIENCE;
		}
		return (choice.period().compareTo(SHORTEST_PATIENCE) < 0) ? SHORTEST_PATIENCE : choice.period();
	}

	private static List<ClaimRequest> takeAll(Queue<ClaimRequest> queue) {
		List<ClaimRequest> taken = new ArrayList<>();
		for (ClaimRequest next = queue.poll(); next != null; next = queue.poll()) {
			taken.add(next);
		}
		return taken;
	}

}
