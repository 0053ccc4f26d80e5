package dev.scheduling.store.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import dev.scheduling.periodic.TaskRun.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the end of a task's run: one tick and one triggered run at most, and the
 * runs of backfills. Guarded by its store.
 */
final class MemoryWaiting {

	private final TreeSet<Instant> backfill = new TreeSet<>();

	private @Nullable Instant tick;

	private @Nullable Instant triggered;

	boolean hasTick() {
		return this.tick != null;
	}

	/** Returns whether another tick has waited. */
	boolean replaceTick(Instant nominal) {
		boolean replaced = hasTick();
		this.tick = nominal;
		return replaced;
	}

	/** Returns {@code false} if one waits already. */
	boolean addTriggered(Instant now) {
		boolean added = this.triggered == null;
		this.triggered = added ? now : this.triggered;
		return added;
	}

	void addBackfill(List<Instant> nominals) {
		this.backfill.addAll(nominals);
	}

	boolean isEmpty() {
		return this.tick == null && this.triggered == null && this.backfill.isEmpty();
	}

	/** Takes the next one. */
	Optional<Next> poll() {
		if (this.tick != null) {
			Next next = new Next(Trigger.SCHEDULE, this.tick);
			this.tick = null;
			return Optional.of(next);
		}
		if (this.triggered != null) {
			Next next = new Next(Trigger.MANUAL, this.triggered);
			this.triggered = null;
			return Optional.of(next);
		}
		return Optional.ofNullable(this.backfill.pollFirst()).map((nominal) -> new Next(Trigger.BACKFILL, nominal));
	}

	/**
	 * A run that starts.
	 *
	 * @param trigger what asked for it
	 * @param nominal its nominal time
	 */
	record Next(Trigger trigger, Instant nominal) {

	}

}
