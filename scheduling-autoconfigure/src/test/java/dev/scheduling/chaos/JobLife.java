package dev.scheduling.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.scheduling.testing.Disturbance;
import dev.scheduling.testing.Disturbances;
import dev.scheduling.testing.Times;

/**
 * All attempts of one job, checked against what is promised of them while processes and
 * Redis are disturbed (rules C3, C4, C5 and C8): it ends once, nothing starts after that,
 * what has lost its lease changes nothing, and a job starts again only where an attempt
 * has failed, was handed back or lost its lease for a known cause.
 *
 * @param id the job
 * @param attempts its attempts in the order in which they began
 * @param disturbances what excuses exceptions
 * @param times for the texts
 */
record JobLife(String id, List<JobAttempt> attempts, Disturbances disturbances, Times times) {

	private static final int MOST_CRASHES = 3;

	private static final int MOST_FAILURES = 5;

	/** Those whose code has started, in the order of these starts. */
	List<JobAttempt> started() {
		return this.attempts.stream()
			.filter(JobAttempt::hasStarted)
			.sorted(Comparator.comparing((attempt) -> attempt.startedAt().orElseThrow()))
			.toList();
	}

	/**
	 * Checks the attempts.
	 * @return one text for each violation
	 */
	List<String> violations() {
		List<String> violations = new ArrayList<>();
		addEnds(violations);
		addStale(violations);
		List<JobAttempt> started = started();
		started.stream()
			.filter((attempt) -> attempt.starts() > 1)
			.forEach((attempt) -> violations.add("started twice with one token: " + attempt));
		for (int i = 1; i < started.size(); i++) {
			check(started.get(i - 1), started.get(i), violations);
		}
		return violations;
	}

	private void addEnds(List<String> violations) {
		List<JobAttempt> ends = this.attempts.stream().filter(JobAttempt::isAcceptedEnd).toList();
		if (ends.size() > 1) {
			violations.add("ended %d times: %s".formatted(ends.size(), ends));
		}
		this.attempts.stream()
			.filter((attempt) -> attempt.isAcceptedEnd() && attempt.endedAt().isPresent())
			.forEach((end) -> this.attempts.stream()
				.filter((later) -> later.token() > end.token())
				.forEach((later) -> violations.add("ran again after its end: %s, %s".formatted(end, later))));
	}

	private void addStale(List<String> violations) {
		staleAccepted().forEach((attempt) -> violations
			.add("the end of an attempt was accepted after another had the job: " + attempt));
	}

	/** Those whose end was accepted although a later attempt had begun before. */
	List<JobAttempt> staleAccepted() {
		return this.attempts.stream()
			.filter(JobAttempt::isAccepted)
			.filter((attempt) -> this.attempts.stream()
				.anyMatch((later) -> later.token() > attempt.token()
						&& later.begin() < attempt.toldAt().orElse(Long.MIN_VALUE)))
			.toList();
	}

	private void check(JobAttempt first, JobAttempt second, List<String> violations) {
		boolean falls = second.token() <= first.token();
		JobAttempt earlier = falls ? second : first;
		JobAttempt later = falls ? first : second;
		boolean beside = first.startedAt().orElseThrow() < end(second) && second.startedAt().orElseThrow() < end(first);
		if (falls && !this.disturbances.excuseOverlap(earlier, later)) {
			violations.add("token fell: %s, %s".formatted(first, second));
		}
		if (isUnexplained(earlier)) {
			violations.add("started again without a cause: %s, %s".formatted(earlier, later));
		}
		if (beside && !this.disturbances.excuseOverlap(earlier, later)) {
			violations.add("two attempts at a time: %s, %s".formatted(earlier, later));
		}
	}

	private long end(JobAttempt attempt) {
		return this.disturbances.endOf(attempt).orElse(Long.MAX_VALUE);
	}

	/** Whether nothing explains that another attempt followed. */
	private boolean isUnexplained(JobAttempt attempt) {
		boolean repeats = attempt.isToldAs("Failed", "HandedBack");
		boolean refused = attempt.answer().isPresent() && !attempt.isAccepted();
		return !(repeats && !refused) && !this.disturbances.excuseLossOf(attempt);
	}

	/** How many starts of its code followed another one without a cause. */
	long unexplained() {
		List<JobAttempt> started = started().stream().sorted(Comparator.comparingLong(JobAttempt::token)).toList();
		return started.stream().limit(Math.max(0, started.size() - 1)).filter(this::isUnexplained).count();
	}

	/**
	 * Checks what was counted (rule C8): a lost lease is a crash, a failure an attempt,
	 * and neither is counted as the other.
	 * @param counts what the store says
	 * @return one text for each violation
	 */
	List<String> violations(StoredCounts counts) {
		List<String> violations = new ArrayList<>();
		long failed = this.attempts.stream()
			.filter((attempt) -> attempt.isAccepted() && attempt.isToldAs("Failed", "Died"))
			.count();
		long perhaps = this.attempts.stream()
			.filter((attempt) -> attempt.answer().isEmpty() && attempt.isToldAs("Failed", "Died"))
			.count();
		if (counts.failures() < failed || counts.failures() > failed + perhaps) {
			violations.add("%d failures counted, %d seen: %s".formatted(counts.failures(), failed, this.attempts));
		}
		if (counts.crashes() > mostCrashes()) {
			violations
				.add("%d crashes counted, %d explained: %s".formatted(counts.crashes(), mostCrashes(), this.attempts));
		}
		long died = this.attempts.stream().filter(this::isDeadInTheMiddle).count();
		if (counts.crashes() < Math.min(died, MOST_CRASHES)) {
			violations.add("%d crashes counted, %d seen: %s".formatted(counts.crashes(), died, this.attempts));
		}
		boolean mayBeDead = counts.crashes() >= MOST_CRASHES || counts.failures() >= MOST_FAILURES
				|| this.attempts.stream().anyMatch((attempt) -> attempt.isToldAs("Died"));
		if (counts.state() == dev.scheduling.job.JobState.DEAD && !mayBeDead) {
			violations.add("dead after %d failures and %d crashes".formatted(counts.failures(), counts.crashes()));
		}
		return violations;
	}

	/** Its code was killed, and nothing but that was done to its process and Redis. */
	private boolean isDeadInTheMiddle(JobAttempt attempt) {
		return attempt.hasStarted() && attempt.endedAt().isEmpty()
				&& this.disturbances.losses()
					.filter((one) -> one.pid() == attempt.pid() || one.pid() == 0)
					.allMatch((one) -> one.kind() == Disturbance.Kind.DEATH);
	}

	/**
	 * Each disturbed attempt may have cost a crash; so may a claim that was given to a
	 * process that died before it could write of it.
	 */
	private long mostCrashes() {
		long disturbed = this.attempts.stream().filter(this.disturbances::excuseLossOf).count();
		long unseen = this.disturbances.losses()
			.filter((one) -> one.kind() != Disturbance.Kind.WIPE)
			.filter((one) -> this.attempts.stream().noneMatch((attempt) -> attempt.pid() == one.pid()))
			.count();
		return disturbed + unseen;
	}

	/**
	 * Returns how long it took from a death of its process until another one had it, for
	 * its first attempt.
	 * @param death a death
	 * @return nanoseconds, empty if it was not running, or had been lost before
	 */
	Optional<Long> recoveryFrom(Disturbance death) {
		if (this.attempts.size() < 2) {
			return Optional.empty();
		}
		JobAttempt first = this.attempts.get(0);
		boolean died = first.pid() == death.pid() && first.hasStarted() && first.endedAt().isEmpty();
		return died ? Optional.of(this.attempts.get(1).begin() - death.end()) : Optional.empty();
	}

	Optional<String> work() {
		return this.attempts.stream().flatMap((attempt) -> attempt.work().stream()).findFirst();
	}

}
