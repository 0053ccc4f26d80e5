package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import dev.scheduling.store.TriggerClaim;
import dev.scheduling.store.WaitingRun;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs in process: its mark, its claimed runs and what waits for their end.
 * Guarded by its store.
 */
final class MemoryTask {

	private final MemoryMark mark = new MemoryMark();

	private final MemoryWaiting waiting = new MemoryWaiting();

	private final Map<Long, MemoryRun> runs = new TreeMap<>();

	private final Map<String, ClaimResult> requests = new HashMap<>();

	private final Set<String> backfills = new HashSet<>();

	private long token;

	private long completed = -1;

	private long cancelled = -1;

	private int failures;

	private long failedLast;

	Instant register(String stamp, Instant now) {
		return this.mark.register(stamp, now);
	}

	ClaimResult claim(TickClaim claim, Instant now, Duration lease, boolean paused) {
		return this.mark.claim(claim, now, PeriodicStore.CLAIM_AHEAD, paused, () -> admit(claim, now, lease));
	}

	private ClaimResult admit(TickClaim claim, Instant now, Duration lease) {
		TickAdmission admission = claim.admission();
		MemoryRun run = exclusive();
		MemoryRun alive = (run != null && run.isAlive(now)) ? run : null;
		boolean early = claim.nominal().isAfter(now);
		boolean blocked = switch (admission) {
			case ALLOW -> false;
			case AFTER_DELAY -> early || run != null; // a dead one has its completion
														// from the sweep
			case BUFFER, CANCEL -> alive != null || this.waiting.hasTick();
			case SKIP, WAIT -> alive != null;
		};
		if (blocked) {
			return early ? new ClaimResult.Early() : waitOrSkip(claim, alive);
		}
		if (admission != TickAdmission.ALLOW) {
			loseDead(now);
		}
		return start(claim.call(), Trigger.SCHEDULE, admission, claim.nominal(), now, lease).won();
	}

	private ClaimResult waitOrSkip(TickClaim claim, @Nullable MemoryRun alive) {
		return switch (claim.admission()) {
			case WAIT, AFTER_DELAY -> new ClaimResult.Busy();
			case BUFFER, CANCEL -> buffer(claim, alive);
			default -> this.mark.skip(claim, TickCount.SKIPPED_OVERLAP);
		};
	}

	/** One tick waits at most: the first, or the last where it replaces the run. */
	private ClaimResult buffer(TickClaim claim, @Nullable MemoryRun alive) {
		if (claim.admission() == TickAdmission.BUFFER && this.waiting.hasTick()) {
			return this.mark.skip(claim, TickCount.SKIPPED_OVERLAP);
		}
		if (claim.admission() == TickAdmission.CANCEL && alive != null) {
			this.cancelled = alive.token();
		}
		if (this.waiting.replaceTick(claim.nominal())) {
			this.mark.count(TickCount.SKIPPED_OVERLAP, 1);
		}
		return new ClaimResult.Buffered(claim.nominal());
	}

	ClaimResult trigger(TriggerClaim claim, Instant now, Duration lease) {
		Optional<MemoryRun> replayed = this.runs.values()
			.stream()
			.filter((run) -> run.call().equals(claim.call()))
			.findFirst();
		if (replayed.isPresent()) {
			return replayed.get().won();
		}
		ClaimResult known = (claim.request() != null) ? this.requests.get(claim.request()) : null;
		if (known != null) {
			return known;
		}
		ClaimResult result = startOrWait(claim, now, lease);
		if (claim.request() != null && !(result instanceof ClaimResult.Skipped)) {
			long started = (result instanceof ClaimResult.Won won) ? won.token() : -1;
			this.requests.put(claim.request(), new ClaimResult.Repeated(now, started));
		}
		return result;
	}

	private ClaimResult startOrWait(TriggerClaim claim, Instant now, Duration lease) {
		MemoryRun run = exclusive();
		TickAdmission admission = claim.admission();
		if (admission != TickAdmission.ALLOW && run != null && run.isAlive(now)) {
			boolean waits = admission == TickAdmission.BUFFER || admission == TickAdmission.CANCEL;
			if (!waits || !this.waiting.addTriggered(now)) {
				return new ClaimResult.Skipped(now, TickCount.SKIPPED_OVERLAP);
			}
			this.cancelled = (admission == TickAdmission.CANCEL) ? run.token() : this.cancelled;
			return new ClaimResult.Buffered(now);
		}
		loseDead(now);
		return start(claim.call(), Trigger.MANUAL, admission, now, now, lease).won();
	}

	private MemoryRun start(String call, Trigger trigger, TickAdmission admission, Instant nominal, Instant now,
			Duration lease) {
		this.token = Math.max(this.token + 1, now.toEpochMilli());
		MemoryRun started = new MemoryRun(this.token, call, trigger, admission == TickAdmission.AFTER_DELAY,
				admission == TickAdmission.ALLOW, nominal, now.plus(lease));
		this.runs.put(started.token(), started);
		return started;
	}

	void backfill(List<Instant> nominals, String request) {
		if (this.backfills.add(request)) {
			this.waiting.addBackfill(nominals);
		}
	}

	/** Starts what waits, if no run is alive or dead and not yet swept. */
	Optional<WaitingRun> take(String task, String call, Instant now, Duration lease) {
		MemoryRun run = exclusive();
		if (run != null) {
			return run.call().equals(call) ? Optional.of(run.taken(task)) : Optional.empty();
		}
		return this.waiting.poll()
			.map((next) -> start(call, next.trigger(), TickAdmission.SKIP, next.nominal(), now, lease).taken(task));
	}

	boolean isWaiting() {
		return !this.waiting.isEmpty();
	}

	/** Returns whether the run still held its claim, or has ended by this very call. */
	boolean finish(FinishedRun finished, Instant now) {
		MemoryRun ended = this.runs.remove(finished.key().token());
		if (ended == null) {
			return this.completed == finished.key().token();
		}
		this.completed = ended.token();
		if (ended.isTick()) {
			this.mark.count(finished.count(), 1);
		}
		if (ended.afterDelay()) {
			this.mark.complete(now);
		}
		return true;
	}

	boolean holds(long token) {
		return this.runs.containsKey(token);
	}

	/** Returns whether the run still holds its claim. */
	boolean renew(long token, Instant until) {
		return this.runs.computeIfPresent(token, (key, run) -> run.until(until)) != null;
	}

	boolean isCancelled(long token) {
		return this.cancelled == token && this.runs.containsKey(token);
	}

	/** Returns whether that was one failure too many. */
	boolean failed(int most) {
		this.failures++;
		boolean tooMany = this.failures >= most;
		this.failures = tooMany ? 0 : this.failures;
		return tooMany;
	}

	void succeeded() {
		this.failures = 0;
	}

	int countFailure(long token, boolean failed) {
		if (!failed) {
			this.failures = 0;
		}
		else if (token != this.failedLast) {
			this.failedLast = token;
			this.failures++;
		}
		return this.failures;
	}

	int alive(Instant now) {
		return (int) this.runs.values().stream().filter((run) -> run.isAlive(now)).count();
	}

	boolean isBusy() {
		return exclusive() != null;
	}

	/** Counts runs that are dead. */
	void loseDead(Instant now) {
		List<MemoryRun> dead = this.runs.values().stream().filter((run) -> !run.isAlive(now)).toList();
		dead.forEach((run) -> {
			this.runs.remove(run.token());
			if (run.isTick()) {
				this.mark.count(TickCount.LOST_CRASH, 1);
			}
			if (run.afterDelay()) {
				this.mark.complete(run.leaseUntil());
			}
		});
	}

	private @Nullable MemoryRun exclusive() {
		return this.runs.values().stream().filter((run) -> !run.besideOthers()).findFirst().orElse(null);
	}

	TickLedger ledger() {
		int running = (int) this.runs.values().stream().filter(MemoryRun::isTick).count();
		return this.mark.ledger(running, this.waiting.hasTick() ? 1 : 0);
	}

}
