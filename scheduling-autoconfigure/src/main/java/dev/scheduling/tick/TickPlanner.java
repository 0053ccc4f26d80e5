package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.scheduling.periodic.PeriodicTask;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Knows which ticks are due. Ticks are computed from the schedule and the last claimed
 * time alone, never from when a run began or ended, so nothing drifts. Reads no clock and
 * talks to nobody. Safe for use by several threads.
 */
final class TickPlanner {

	private static final Log logger = LogFactory.getLog(TickPlanner.class);

	/** So that the first of many ticks do not wait until the last is planned. */
	private static final int SLICE = 50;

	private static final Duration AFTER_ERROR = Duration.ofMinutes(1);

	private static final String BROKEN = "The schedule of task '%s' could not be asked for the next time";

	private final Supplier<String> calls;

	private final Map<String, Entry> entries = new HashMap<>();

	private final NavigableSet<Entry> queue = new TreeSet<>(
			Comparator.comparing(Entry::dueAt).thenComparing(Entry::name));

	/**
	 * Up to where tasks that are not planned any more ran without a claim: none of that
	 * is made up for when they are planned afresh.
	 */
	private final Map<String, Instant> floors = new HashMap<>();

	private Instant lastNow = Instant.MIN;

	/**
	 * Creates a planner without tasks.
	 * @param calls makes ids for claims, unique in the cluster
	 */
	TickPlanner(Supplier<String> calls) {
		this.calls = calls;
	}

	/**
	 * Begins to plan a task, or plans it afresh.
	 * @param task a task that has a schedule
	 * @param mark its last claimed time
	 * @param now the time
	 */
	synchronized void add(PeriodicTask task, Instant mark, Instant now) {
		remove(task.name());
		PlannedTask planned = new PlannedTask(task, mark, this.floors.getOrDefault(task.name(), Instant.MIN));
		planned.lookAgain(now.plus(AFTER_ERROR));
		attempt(task.name(), () -> planned.start(now));
		enqueue(task.name(), planned);
	}

	/**
	 * Takes ticks that are due: of each task the latest one, for all it has missed.
	 * @param now the time
	 * @return some of them, and none only if no more are due; each is to be given back by
	 * {@link #advance}, {@link #lookAgain} or {@link #remove}
	 */
	synchronized List<DueTick> due(Instant now) {
		if (now.isBefore(this.lastNow)) {
			checkMarks(now);
		}
		this.lastNow = now;
		List<DueTick> due = new ArrayList<>();
		while (due.size() < SLICE && !this.queue.isEmpty() && !this.queue.first().dueAt().isAfter(now)) {
			Entry next = this.queue.first();
			this.queue.remove(next);
			take(next, now).ifPresentOrElse(due::add, () -> enqueue(next.name(), next.task()));
		}
		return due;
	}

	/** A schedule may be the application's. */
	private Optional<DueTick> take(Entry entry, Instant now) {
		try {
			return entry.task().due(now, this.calls);
		}
		catch (RuntimeException ex) {
			logger.error(BROKEN.formatted(entry.name()), ex);
			entry.task().lookAgain(now.plus(AFTER_ERROR));
			return Optional.empty();
		}
	}

	private static void attempt(String task, Runnable change) {
		try {
			change.run();
		}
		catch (RuntimeException ex) {
			logger.error(BROKEN.formatted(task), ex);
		}
	}

	/** The clock was set back, and what it had marked before may never come. */
	private void checkMarks(Instant now) {
		List<Entry> queued = List.copyOf(this.queue);
		this.queue.clear();
		queued.forEach((entry) -> {
			entry.task().checkMark(now);
			enqueue(entry.name(), entry.task());
		});
	}

	/**
	 * Gives back a tick whose claim the store has answered.
	 * @param tick the tick
	 * @param mark the task's last claimed time, from which it is planned on
	 */
	synchronized void advance(DueTick tick, Instant mark) {
		giveBack(tick, (task) -> task.advance(mark));
	}

	/**
	 * Gives back a tick whose claim has no answer. It is due again, under the same id, or
	 * a later tick is in its place.
	 * @param tick the tick
	 * @param at when to try again
	 */
	synchronized void lookAgain(DueTick tick, Instant at) {
		giveBack(tick, (task) -> task.lookAgain(at));
	}

	/**
	 * Gives back a tick for whose claim a run of the task must end first.
	 * @param tick the tick
	 * @param at when to try again at the latest
	 */
	synchronized void waitForRun(DueTick tick, Instant at) {
		giveBack(tick, (task) -> task.waitForRun(at));
	}

	/**
	 * Gives back a tick that ran here without a claim. What is not later is not made up
	 * for once claims are possible again.
	 * @param tick the tick
	 */
	synchronized void ranUnclaimed(DueTick tick) {
		giveBack(tick, (task) -> task.ranUnclaimed(tick.nominal()));
	}

	/**
	 * Tells that a run has ended, for which a tick may wait.
	 * @param task the task's name
	 * @param now the time
	 */
	synchronized void runEnded(String task, Instant now) {
		change(task, (planned) -> planned.hurry(now));
	}

	/**
	 * Tells when a run has ended whose end decides when the next one is due.
	 * @param task the task's name
	 * @param completion the time
	 */
	synchronized void complete(String task, Instant completion) {
		change(task, (planned) -> planned.advance(completion));
	}

	private void giveBack(DueTick tick, Consumer<PlannedTask> change) {
		Entry entry = this.entries.get(tick.task().name());
		if (entry != null && entry.task().giveBack(tick)) {
			change(entry.name(), change);
		}
	}

	private void change(String task, Consumer<PlannedTask> change) {
		Entry entry = this.entries.get(task);
		if (entry != null) {
			this.queue.remove(entry);
			attempt(task, () -> change.accept(entry.task()));
			enqueue(entry.name(), entry.task());
		}
	}

	/**
	 * Returns whether a task is planned.
	 * @param task its name
	 * @return {@code false} before the store knows it, and once it is removed
	 */
	synchronized boolean isPlanned(String task) {
		return this.entries.containsKey(task);
	}

	/**
	 * Plans a task no more.
	 * @param task its name
	 */
	synchronized void remove(String task) {
		Entry entry = this.entries.remove(task);
		if (entry != null) {
			this.queue.remove(entry);
			this.floors.put(task, entry.task().floor());
		}
	}

	/**
	 * Plans nothing any more.
	 */
	synchronized void clear() {
		this.entries.clear();
		this.queue.clear();
	}

	/**
	 * Returns when the next tick is due.
	 * @return the time, or empty while nothing is planned
	 */
	synchronized Optional<Instant> nextDue() {
		return this.queue.isEmpty() ? Optional.empty() : Optional.of(this.queue.first().dueAt());
	}

	private void enqueue(String name, PlannedTask task) {
		Entry entry = new Entry(name, task, task.dueAt().orElse(Instant.MAX));
		this.entries.put(name, entry);
		if (task.dueAt().isPresent()) {
			this.queue.add(entry);
		}
	}

	private record Entry(String name, PlannedTask task, Instant dueAt) {

	}

}
