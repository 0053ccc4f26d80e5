package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the ticks of one task are claimed, and what became of them; the same in
 * every lane. Guarded by its store.
 */
final class MemoryMark {

	private static final Duration SLACK = Duration.ofMinutes(1);

	private final Map<TickCount, Long> counts = new EnumMap<>(TickCount.class);

	private @Nullable Mark mark;

	Instant register(String stamp, Instant now) {
		if (this.mark == null || !this.mark.stamp().equals(stamp)) {
			this.mark = new Mark(now, stamp, "", null);
		}
		return this.mark.nominal();
	}

	/**
	 * Claims a tick.
	 * @param claim the claim
	 * @param now the store's time
	 * @param ahead how long before its time the tick can be claimed
	 * @param paused whether the task is paused
	 * @param admission decides what becomes of the tick once it is nobody else's
	 * @return what came of it
	 */
	ClaimResult claim(TickClaim claim, Instant now, Duration ahead, boolean paused, Supplier<ClaimResult> admission) {
		if (this.mark == null) {
			return move(now, claim, new ClaimResult.Seeded(now));
		}
		if (this.mark.call().equals(claim.call()) && this.mark.outcome() != null) {
			return this.mark.outcome();
		}
		if (!this.mark.stamp().equals(claim.stamp())) {
			return new ClaimResult.Changed(this.mark.stamp());
		}
		Instant nominal = this.mark.nominal();
		Duration slack = (claim.period().compareTo(SLACK) > 0) ? claim.period() : SLACK;
		if (nominal.isAfter(now.plus(slack))) {
			return move(now, claim, new ClaimResult.PulledBack(now));
		}
		if (!nominal.equals(claim.expectedMark())) {
			return new ClaimResult.Moved(nominal);
		}
		return claim.nominal().isAfter(now.plus(ahead)) ? new ClaimResult.Early()
				: decide(claim, now, paused, admission);
	}

	private ClaimResult decide(TickClaim claim, Instant now, boolean paused, Supplier<ClaimResult> admission) {
		TickCount givenUp = paused ? TickCount.SKIPPED_PAUSED : claim.givenUp();
		if (givenUp != null && claim.nominal().isAfter(now)) {
			return new ClaimResult.Early();
		}
		ClaimResult outcome = (givenUp != null) ? skip(claim, givenUp) : admission.get();
		if (outcome instanceof ClaimResult.Busy || outcome instanceof ClaimResult.Early
				|| outcome instanceof ClaimResult.Moved) {
			return outcome;
		}
		claim.missed().forEach((reason, by) -> count(paused ? TickCount.SKIPPED_PAUSED : reason, by));
		return move(claim.nominal(), claim, outcome);
	}

	private ClaimResult move(Instant nominal, TickClaim claim, ClaimResult outcome) {
		this.mark = new Mark(nominal, claim.stamp(), claim.call(), outcome);
		return outcome;
	}

	/** Where times count from the last completion, that is the mark. */
	void complete(Instant at) {
		if (this.mark != null) {
			Instant nominal = this.mark.nominal().isAfter(at) ? this.mark.nominal() : at;
			this.mark = new Mark(nominal, this.mark.stamp(), "", null);
		}
	}

	/** Whether the last claim has enqueued a job. */
	boolean isEnqueued() {
		return this.mark != null && this.mark.outcome() instanceof ClaimResult.Enqueued;
	}

	ClaimResult skip(TickClaim claim, TickCount reason) {
		count(reason, 1);
		return new ClaimResult.Skipped(claim.nominal(), reason);
	}

	void count(TickCount reason, long by) {
		this.counts.merge(reason, by, Long::sum);
	}

	TickLedger ledger(int running, int buffered) {
		Map<TickCount, Long> all = new EnumMap<>(TickCount.class);
		for (TickCount reason : TickCount.values()) {
			all.put(reason, this.counts.getOrDefault(reason, 0L));
		}
		return new TickLedger((this.mark != null) ? this.mark.nominal() : null, running, buffered, all);
	}

	private record Mark(Instant nominal, String stamp, String call, @Nullable ClaimResult outcome) {

	}

}
