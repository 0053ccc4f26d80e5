package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.execution.Loop;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.ClaimResult.Changed;
import dev.scheduling.store.ClaimResult.Early;
import dev.scheduling.store.ClaimResult.Marked;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.store.TaskStamp;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Claims ticks of cluster scope on a thread of its own: what is due together goes in one
 * call. While the store is out of reach nothing runs; a claim without an answer is
 * repeated under its id, so that a tick that was won unheard is not lost.
 */
final class TickClaimer {

	private static final Log logger = LogFactory.getLog(TickClaimer.class);

	private final TickSettings settings;

	private final PeriodicStore store;

	private final TickPlanner planner;

	private final InProcessLane lane;

	private final StoreOutage outage;

	private final Loop loop;

	private final Queue<PeriodicTask> unknown = new ConcurrentLinkedQueue<>();

	private final Queue<ClaimRequest> requests = new ConcurrentLinkedQueue<>();

	private volatile Runnable onPlanChange = () -> {
	};

	private long retryAt;

	TickClaimer(TickSettings settings, PeriodicStore store, TickPlanner planner, InProcessLane lane,
			StoreOutage outage) {
		this.settings = settings;
		this.store = store;
		this.planner = planner;
		this.lane = lane;
		this.outage = outage;
		this.retryAt = settings.nanoTime().getAsLong();
		this.loop = new Loop("claimer", settings.threads(), this::pass);
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
		this.unknown.clear();
		takeAll().forEach(ClaimRequest::releasePlace);
	}

	/**
	 * Makes tasks known to the store and plans them, as soon as it answers.
	 * @param tasks tasks that have a schedule
	 */
	void register(List<PeriodicTask> tasks) {
		this.unknown.addAll(tasks);
		this.loop.wake();
	}

	/**
	 * Claims ticks as soon as the thread is free.
	 * @param ticks the ticks, each of another task
	 */
	void claim(List<ClaimRequest> ticks) {
		if (!ticks.isEmpty()) {
			this.requests.addAll(ticks);
			this.loop.wake();
		}
	}

	long pass() {
		long wait = this.retryAt - this.settings.nanoTime().getAsLong();
		if (wait > 0) {
			return wait;
		}
		try {
			registerUnknown();
			claimAll(takeAll());
			return Duration.ofSeconds(1).toNanos();
		}
		catch (StoreUnavailableException ex) {
			Duration retry = this.outage.failed(ex);
			this.retryAt = this.settings.nanoTime().getAsLong() + retry.toNanos();
			return retry.toNanos();
		}
	}

	private void registerUnknown() {
		List<PeriodicTask> tasks = List.copyOf(this.unknown);
		if (tasks.isEmpty()) {
			return;
		}
		List<Instant> marks = this.store.register(tasks.stream()
			.map((task) -> new TaskStamp(task.name(), PlannedTask.stamp(task.schedule().orElseThrow())))
			.toList());
		this.outage.ended();
		Instant now = now();
		for (int i = 0; i < tasks.size(); i++) {
			this.planner.add(tasks.get(i), marks.get(i), now);
			this.unknown.remove();
		}
		this.onPlanChange.run();
	}

	private List<ClaimRequest> takeAll() {
		List<ClaimRequest> taken = new ArrayList<>();
		for (ClaimRequest next = this.requests.poll(); next != null; next = this.requests.poll()) {
			taken.add(next);
		}
		return taken;
	}

	private void claimAll(List<ClaimRequest> ticks) {
		for (int from = 0; from < ticks.size(); from += PeriodicStore.MAX_BATCH) {
			List<ClaimRequest> batch = ticks.subList(from, Math.min(ticks.size(), from + PeriodicStore.MAX_BATCH));
			try {
				claimBatch(batch);
			}
			catch (StoreUnavailableException ex) {
				giveBack(ticks.subList(from, ticks.size()));
				throw ex;
			}
		}
	}

	private void claimBatch(List<ClaimRequest> batch) {
		List<ClaimResult> results = this.store.claim(this.settings.node(), this.settings.lease(),
				batch.stream().map(ClaimRequest::claim).toList());
		this.outage.ended();
		for (int i = 0; i < batch.size(); i++) {
			settle(batch.get(i), results.get(i));
		}
		this.onPlanChange.run();
	}

	private void giveBack(List<ClaimRequest> ticks) {
		Instant retry = now().plus(StoreOutage.RETRY);
		ticks.forEach((request) -> {
			request.releasePlace();
			this.planner.lookAgain(request.tick(), retry);
		});
	}

	private void settle(ClaimRequest request, ClaimResult result) {
		DueTick tick = request.tick();
		if (result instanceof Won won) {
			this.planner.advance(tick, won.mark());
			run(request, won);
			return;
		}
		request.releasePlace();
		if (result instanceof Early) {
			// The answer has corrected the clock by which the tick seemed due.
			this.planner.lookAgain(tick, tick.nominal());
		}
		else if (result instanceof Changed) {
			this.planner.remove(tick.task().name());
			logger.warn(("Task '%s' stops on this node: another schedule than '%s' is in force in the cluster, "
					+ "set by a node that started later")
				.formatted(tick.task().name(), tick.task().schedule().orElseThrow().describe()));
		}
		else if (result instanceof Marked marked) {
			this.planner.advance(tick, marked.mark());
		}
	}

	private void run(ClaimRequest request, Won won) {
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

	private Instant now() {
		return this.store.clock().instant();
	}

}
