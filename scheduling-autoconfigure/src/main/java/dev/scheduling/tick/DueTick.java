package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickCount;
import org.jspecify.annotations.Nullable;

/**
 * A tick whose time has come. It belongs to whoever took it from the {@link TickPlanner}
 * until it is given back: the planner has no other tick of the task in the meantime.
 *
 * @param task the task
 * @param call the id of its claim, the same for each attempt until the store has answered
 * @param stamp identifies the schedule
 * @param mark the last claimed time
 * @param choice which tick is claimed, and as what
 * @param firstTried when the planner first gave it out, its time if that is later
 */
record DueTick(PeriodicTask task, String call, String stamp, Instant mark, Choice choice, Instant firstTried) {

	Instant nominal() {
		return this.choice.nominal();
	}

	/** Whether it is only counted. */
	boolean isGivenUp() {
		return this.choice.givenUp() != null;
	}

	/**
	 * Whether an earlier tick was won under the same id, of which nobody has heard until
	 * this one was due.
	 */
	boolean isInPlaceOf(Instant won) {
		return won.isBefore(nominal());
	}

	/** As what a tick is counted that this one is in place of. */
	TickCount countOfEarlier() {
		Map<TickCount, Long> missed = this.choice.missed();
		if (missed.containsKey(TickCount.MISSED_POLICY)) {
			return TickCount.MISSED_POLICY;
		}
		return missed.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 0)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(TickCount.MISSED_COALESCED);
	}

	TickClaim claim(boolean rejected) {
		TickCount givenUp = (rejected && !isGivenUp()) ? TickCount.SKIPPED_REJECTED : this.choice.givenUp();
		return new TickClaim(this.task.name(), this.call, this.stamp, this.mark, this.choice.nominal(),
				this.choice.period(), this.choice.missed(), givenUp, this.choice.admission());
	}

	/**
	 * Which of the ticks that are due is claimed.
	 *
	 * @param nominal its time
	 * @param period the time from it to the next
	 * @param missed how many ticks before it are given up, and as what they are counted
	 * @param givenUp as what it is counted itself, {@code null} if it is to run
	 * @param admission what is done while a run of the task is alive
	 */
	record Choice(Instant nominal, Duration period, Map<TickCount, Long> missed, @Nullable TickCount givenUp,
			TickAdmission admission) {

	}

}
