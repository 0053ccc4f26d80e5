package dev.scheduling.tick;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import org.jspecify.annotations.Nullable;

import org.springframework.util.DigestUtils;

/**
 * A scheduled task as this node sees it: its last claimed time and when to look at it
 * again. Guarded by its {@link TickPlanner}.
 */
final class PlannedTask {

	/** How far a mark may be ahead without being an error, as in the claim. */
	private static final Duration SLACK = Duration.ofMinutes(1);

	private final PeriodicTask task;

	private final Schedule schedule;

	private final String stamp;

	private Instant mark;

	private @Nullable Instant dueAt;

	private @Nullable String call;

	private @Nullable Instant firstTried;

	PlannedTask(PeriodicTask task, Instant mark) {
		this.task = task;
		this.schedule = task.schedule().orElseThrow();
		this.stamp = stamp(this.schedule);
		this.mark = mark;
		this.dueAt = this.schedule.next(mark).orElse(null);
	}

	/** Short, and the same on every node as long as the schedule is. */
	static String stamp(Schedule schedule) {
		return DigestUtils.md5DigestAsHex(schedule.describe().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
	}

	Optional<Instant> dueAt() {
		return Optional.ofNullable(this.dueAt);
	}

	void advance(Instant mark) {
		this.mark = mark;
		this.call = null;
		this.firstTried = null;
		this.dueAt = this.schedule.next(mark).orElse(null);
	}

	void lookAgain(Instant at) {
		this.dueAt = at;
	}

	/**
	 * Lets a task be claimed at once whose mark no tick can have set, so that the store
	 * pulls it back.
	 */
	void checkMark(Instant now) {
		if (this.dueAt != null && isAhead(now)) {
			this.dueAt = now;
		}
	}

	private boolean isAhead(Instant now) {
		return this.mark.isAfter(now.plus(SLACK)) && this.mark.isAfter(now.plus(periodAfter(this.mark)));
	}

	private Duration periodAfter(Instant nominal) {
		return this.schedule.next(nominal).map((next) -> Duration.between(nominal, next)).orElse(Duration.ZERO);
	}

	DueTick due(Instant now, Supplier<String> calls) {
		if (this.call == null) {
			this.call = calls.get();
			this.firstTried = now;
		}
		Instant nominal = this.schedule.latest(this.mark, now).or(() -> this.schedule.next(this.mark)).orElse(now);
		long coalesced = Math.max(0, this.schedule.count(this.mark, nominal) - 1);
		return new DueTick(this.task, this.call, this.stamp, this.mark, nominal, periodAfter(nominal), coalesced,
				(this.firstTried != null) ? this.firstTried : now);
	}

}
