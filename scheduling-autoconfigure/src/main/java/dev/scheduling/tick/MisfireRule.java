package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskRules;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.store.TickCount;
import dev.scheduling.tick.DueTick.Choice;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the ticks that are due runs, and as what the others are counted (rule
 * T9). Reads no clock. Guarded as the {@link PlannedTask} that it belongs to.
 */
final class MisfireRule {

	/**
	 * A tick that is later than this, or than its period, was missed; below that it is
	 * only late.
	 */
	static final Duration LATE = Duration.ofSeconds(5);

	/** Where all missed ticks are made up for, each has a day for it. */
	private static final Duration WINDOW_OF_ALL = Duration.ofHours(24);

	private final Schedule schedule;

	private final TaskRules rules;

	/** The ticks up to here wait for each other, also the one that is only late. */
	private Instant caughtUpAt = Instant.MIN;

	MisfireRule(Schedule schedule, TaskRules rules) {
		this.schedule = schedule;
		this.rules = rules;
	}

	/**
	 * Chooses a tick.
	 * @param mark the last claimed time
	 * @param latest the last tick that is due
	 * @param lateness how long it is due
	 * @param now the time
	 * @return what is to be claimed
	 */
	Choice choose(Instant mark, Instant latest, Duration lateness, Instant now) {
		Duration period = periodAfter(latest);
		if (!this.schedule.isGrid()) {
			return new Choice(latest, period, Map.of(), null, TickAdmission.AFTER_DELAY);
		}
		boolean missed = lateness.compareTo((period.compareTo(LATE) < 0) ? period : LATE) > 0;
		long before = Math.max(0, this.schedule.count(mark, latest) - 1);
		return switch (this.rules.misfire()) {
			case SKIP ->
				runLatest(latest, period, before, TickCount.MISSED_POLICY, missed ? TickCount.MISSED_POLICY : null);
			case FIRE_ALL -> (before == 0 && !missed && latest.isAfter(this.caughtUpAt))
					? runLatest(latest, period, 0, TickCount.MISSED_LIMIT, null) : runOldest(mark, latest, period, now);
			default -> {
				boolean over = missed && lateness.compareTo(this.rules.catchUpWindow(period)) > 0;
				yield runLatest(latest, period, before, over ? TickCount.MISSED_WINDOW : TickCount.MISSED_COALESCED,
						over ? TickCount.MISSED_WINDOW : null);
			}
		};
	}

	private Choice runLatest(Instant latest, Duration period, long before, TickCount countBefore,
			@Nullable TickCount givenUp) {
		return new Choice(latest, period, (before > 0) ? Map.of(countBefore, before) : Map.of(), givenUp,
				admission(this.rules.overlap()));
	}

	/** The oldest tick that is inside the window and the limit. */
	private Choice runOldest(Instant mark, Instant latest, Duration period, Instant now) {
		this.caughtUpAt = latest;
		Instant opens = now.minus(window());
		Instant from = opens.isAfter(mark) ? opens.minusMillis(1) : mark;
		long overWindow = this.schedule.count(mark, from);
		long left = this.schedule.count(from, latest);
		if (left <= 0) {
			return new Choice(latest, period, Map.of(TickCount.MISSED_WINDOW, overWindow - 1), TickCount.MISSED_WINDOW,
					TickAdmission.WAIT);
		}
		long overLimit = Math.max(0, left - this.rules.catchUpLimit());
		Instant nominal = this.schedule.next(from).orElseThrow();
		for (long i = 0; i < overLimit; i++) {
			nominal = this.schedule.next(nominal).orElseThrow();
		}
		return new Choice(nominal, period,
				Map.of(TickCount.MISSED_WINDOW, overWindow, TickCount.MISSED_LIMIT, overLimit), null,
				TickAdmission.WAIT);
	}

	private Duration window() {
		Duration given = this.rules.catchUpWindow();
		return (given != null) ? given : WINDOW_OF_ALL;
	}

	private Duration periodAfter(Instant nominal) {
		return this.schedule.next(nominal).map((next) -> Duration.between(nominal, next)).orElse(Duration.ZERO);
	}

	static TickAdmission admission(OverlapPolicy policy) {
		return switch (policy) {
			case BUFFER_ONE -> TickAdmission.BUFFER;
			case ALLOW_ALL -> TickAdmission.ALLOW;
			case CANCEL_RUNNING -> TickAdmission.CANCEL;
			default -> TickAdmission.SKIP;
		};
	}

}
