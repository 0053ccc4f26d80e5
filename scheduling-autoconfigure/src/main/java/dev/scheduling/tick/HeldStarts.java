package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.scheduling.execution.Loop;
import dev.scheduling.store.PeriodicStore;

/**
 * Holds what was claimed ahead of its time until that has come, and lets go together what
 * has one time. Its thread does nothing else, so that it is never late for what others
 * plan or claim. Safe for use by several threads.
 *
 * @param <S> what is held
 */
final class HeldStarts<S> {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

	private final Clock clock;

	private final Consumer<List<S>> onDue;

	private final Loop loop;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition empty = this.lock.newCondition();

	private final NavigableMap<Instant, Held<S>> held = new TreeMap<>();

	/**
	 * Creates an instance that holds nothing.
	 * @param onDue given what is due, in the order in which it came; does not wait
	 */
	HeldStarts(Clock clock, ThreadFactory threads, Consumer<List<S>> onDue) {
		this.clock = clock;
		this.onDue = onDue;
		this.loop = new Loop("starts", threads, this::pass);
	}

	void start() {
		this.loop.start();
	}

	/**
	 * Lets something go when its time has come, at once if it has.
	 * @param at the time
	 * @param start what is held
	 */
	void hold(Instant at, S start) {
		Instant now = this.clock.instant();
		if (!at.isAfter(now)) {
			this.onDue.accept(List.of(start));
			return;
		}
		if (add(at, now, start)) {
			this.loop.wake();
		}
	}

	/** Returns whether it is due before all that was held. */
	private boolean add(Instant at, Instant now, S start) {
		this.lock.lock();
		try {
			boolean first = this.held.isEmpty() || at.isBefore(this.held.firstKey());
			this.held.computeIfAbsent(at, (time) -> new Held<>(now, new ArrayList<>())).starts().add(start);
			return first;
		}
		finally {
			this.lock.unlock();
		}
	}

	long pass() {
		Instant now = this.clock.instant();
		for (List<S> due = take(now); !due.isEmpty(); due = take(now)) {
			this.onDue.accept(due);
		}
		this.lock.lock();
		try {
			Instant until = this.held.isEmpty() ? now.plus(LONGEST_WAIT) : this.held.firstKey();
			return Duration.between(this.clock.instant(), until).toNanos();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes what has the earliest time, if that has come. */
	private List<S> take(Instant now) {
		this.lock.lock();
		try {
			Map.Entry<Instant, Held<S>> first = this.held.firstEntry();
			if (first == null || !isDue(first.getKey(), first.getValue().since(), now)) {
				return List.of();
			}
			this.held.remove(first.getKey());
			if (this.held.isEmpty()) {
				this.empty.signalAll();
			}
			return first.getValue().starts();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * With a clock that was set back, its time has come although the clock does not say
	 * so.
	 */
	private static boolean isDue(Instant at, Instant since, Instant now) {
		return !at.isAfter(now) || now.isBefore(since.minus(PeriodicStore.CLAIM_AHEAD));
	}

	/**
	 * What is held has been claimed and still starts. None waits longer than a claim is
	 * ahead, but for a thread that comes late.
	 */
	void stop() {
		long left = LONGEST_WAIT.toNanos();
		this.lock.lock();
		try {
			while (!this.held.isEmpty() && left > 0) {
				left = this.empty.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
		this.loop.stop();
		this.held.values().forEach((rest) -> this.onDue.accept(rest.starts()));
		this.held.clear();
	}

	/**
	 * What has one time.
	 *
	 * @param since when the first of it was held
	 */
	private record Held<S>(Instant since, List<S> starts) {

	}

}
