package dev.scheduling.tick;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.Jitter;
import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskRules;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TickCount;
import dev.scheduling.tick.DueTick.Choice;
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

	private final Duration jitter;

	private final MisfireRule misfire;

	/** For how long before its time a tick is claimed at most. */
	private final Duration ahead;

	private final String stamp;

	private Instant mark;

	/** Up to where ticks ran without a claim, and none is to be made up for. */
	private Instant floor;

	private @Nullable Instant dueAt;

	/** Whether its tick was taken and not given back. */
	private boolean out;

	private boolean busy;

	/** When a run ended since the tick was taken, {@code null} if none did. */
	private @Nullable Instant endedAt;

	private @Nullable String call;

	private @Nullable Instant firstTried;

	PlannedTask(PeriodicTask task, Instant mark, Instant floor) {
		this.task = task;
		this.schedule = new RememberedSchedule(task.schedule().orElseThrow());
		this.jitter = task.rules().jitter();
		this.misfire = new MisfireRule(this.schedule, misfireRules(task.rules()));
		this.ahead = isClaimedAhead() ? PeriodicStore.CLAIM_AHEAD : Duration.ZERO;
		this.stamp = stamp(this.schedule);
		this.mark = mark;
		this.floor = floor;
	}

	/** Plans the first tick. */
	void start(Instant now) {
		planNext();
		checkMark(now);
	}

	/**
	 * A job would run at once; a last completion is not known before; jitter does not
	 * come in bursts.
	 */
	private boolean isClaimedAhead() {
		return this.task.execution() != Execution.DURABLE && this.schedule.isGrid() && this.jitter.isZero();
	}

	/** Nobody else could have missed a tick of this node. */
	private static TaskRules misfireRules(TaskRules rules) {
		return (rules.scope() == TaskScope.INSTANCE) ? rules.with((all) -> all.misfire(MisfirePolicy.FIRE_ONCE))
				: rules;
	}

	/** Short, and the same on every node as long as the schedule is. */
	static String stamp(Schedule schedule) {
		return DigestUtils.md5DigestAsHex(schedule.describe().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
	}

	String name() {
		return this.task.name();
	}

	/** Empty while its tick is out, whatever else happens to the task. */
	Optional<Instant> dueAt() {
		return this.out ? Optional.empty() : Optional.ofNullable(this.dueAt);
	}

	/**
	 * Takes its tick back.
	 * @return {@code false} if it is not this one that is out, because the task was
	 * planned afresh or completed since
	 */
	boolean giveBack(DueTick tick) {
		boolean mine = this.out && tick.call().equals(this.call);
		this.out = this.out && !mine;
		return mine;
	}

	Instant floor() {
		return this.floor;
	}

	void advance(Instant mark) {
		this.mark = mark;
		this.out = false;
		this.call = null;
		this.firstTried = null;
		this.busy = false;
		planNext();
	}

	/**
	 * The tick ran here without a claim. The store may have heard its claim all the same,
	 * and says so when it hears the next one under the same id.
	 */
	void ranUnclaimed(Instant nominal) {
		this.floor = nominal;
		this.firstTried = null;
		planNext();
	}

	void lookAgain(Instant at) {
		this.dueAt = at;
	}

	/** The end may have come between the store's answer and now. */
	void waitForRun(Instant at) {
		this.busy = this.endedAt == null;
		this.dueAt = (this.endedAt != null) ? this.endedAt : at;
	}

	/** A run of the task has ended. */
	void hurry(Instant now) {
		this.endedAt = now;
		if (this.busy) {
			this.busy = false;
			this.dueAt = now;
		}
	}

	/**
	 * Lets a task be claimed at once whose mark no tick can have set, so that the store
	 * pulls it back.
	 */
	void checkMark(Instant now) {
		if (this.floor.isAfter(now)) {
			this.floor = now;
		}
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

	private void planNext() {
		this.dueAt = this.schedule.next(from()).map(this::dueTime).map(this::claimTime).orElse(null);
	}

	/** Never so early that a quick task would be claimed during its last run. */
	private Instant claimTime(Instant due) {
		Duration most = Duration.between(from(), due).dividedBy(4);
		return due.minus((most.compareTo(this.ahead) < 0) ? most : this.ahead);
	}

	private Instant from() {
		return this.floor.isAfter(this.mark) ? this.floor : this.mark;
	}

	/** When a tick is due, which is its time but for the jitter (rule T11). */
	private Instant dueTime(Instant nominal) {
		if (this.jitter.isZero()) {
			return nominal;
		}
		Duration gap = this.schedule.next(nominal).map((next) -> Duration.between(nominal, next)).orElse(this.jitter);
		return nominal.plus(Jitter.of(this.task.name(), nominal, this.jitter, gap));
	}

	/**
	 * Takes what is due.
	 * @param now the time
	 * @param calls makes ids for claims
	 * @return the tick to claim, or empty if none is due after all
	 */
	Optional<DueTick> due(Instant now, Supplier<String> calls) {
		this.endedAt = null;
		this.busy = false;
		Optional<Instant> latest = latestDue(now);
		if (latest.isEmpty()) {
			planNext();
			return Optional.empty();
		}
		if (this.call == null) {
			this.call = calls.get();
			this.firstTried = now.isBefore(latest.get()) ? latest.get() : now;
		}
		Duration lateness = Duration.between(dueTime(latest.get()), now);
		Choice choice = this.misfire.choose(from(), latest.get(), lateness, now);
		this.out = true;
		return Optional.of(new DueTick(this.task, this.call, this.stamp, this.mark, withUnclaimed(choice),
				(this.firstTried != null) ? this.firstTried : now));
	}

	private Optional<Instant> latestDue(Instant now) {
		Instant latest = this.schedule.latest(from(), now).or(() -> this.schedule.next(from())).orElse(now);
		if (latest.isAfter(now) || !dueTime(latest).isAfter(now)) {
			return Optional.of(latest); // one of the future is for the store to correct
		}
		return this.schedule.latest(from(), latest.minusMillis(1));
	}

	private Choice withUnclaimed(Choice choice) {
		if (!this.floor.isAfter(this.mark)) {
			return choice;
		}
		Map<TickCount, Long> missed = new HashMap<>(choice.missed());
		missed.merge(TickCount.MISSED_POLICY, this.schedule.count(this.mark, this.floor), Long::sum);
		return new Choice(choice.nominal(), choice.period(), missed, choice.givenUp(), choice.admission());
	}

}
