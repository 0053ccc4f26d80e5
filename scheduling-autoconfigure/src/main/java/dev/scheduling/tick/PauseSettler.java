package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.store.ClaimResult.Moved;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.store.TickCount;
import dev.scheduling.tick.DueTick.Choice;

/**
 * Counts the ticks of paused time, right before a pause ends: they were not missed, even
 * if no node was there to see them (rule T9). Safe for use by several threads.
 */
final class PauseSettler {

	private static final int TRIES = 5;

	private final Supplier<String> calls;

	PauseSettler(Supplier<String> calls) {
		this.calls = calls;
	}

	/**
	 * Moves the mark of a paused task to its last tick.
	 * @param task the task, of cluster scope
	 * @param lane the lane of its ticks
	 * @param now the store's time
	 */
	void settle(PeriodicTask task, ClaimLane lane, Instant now) {
		Optional<Schedule> schedule = task.schedule().filter(Schedule::isGrid);
		for (int i = 0; schedule.isPresent() && i < TRIES; i++) {
			if (settle(task, schedule.get(), lane, now)) {
				return;
			}
		}
	}

	private boolean settle(PeriodicTask task, Schedule schedule, ClaimLane lane, Instant now) {
		String stamp = PlannedTask.stamp(schedule);
		Instant mark = lane.register(lane.place(task), List.of(new TaskStamp(task.name(), stamp))).get(0);
		Optional<Instant> latest = schedule.latest(mark, now);
		if (latest.isEmpty()) {
			return true;
		}
		Choice choice = new Choice(latest.get(), Duration.ZERO,
				Map.of(TickCount.SKIPPED_PAUSED, schedule.count(mark, latest.get()) - 1), TickCount.SKIPPED_PAUSED,
				TickAdmission.SKIP);
		DueTick tick = new DueTick(task, this.calls.get(), stamp, mark, choice, now);
		return !(lane.claim(lane.place(task), List.of(new ClaimRequest(tick, null))).get(0) instanceof Moved);
	}

}
