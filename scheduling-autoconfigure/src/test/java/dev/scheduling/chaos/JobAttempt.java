package dev.scheduling.chaos;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.scheduling.chaos.JobEvent.Kind;
import dev.scheduling.testing.Activity;

/**
 * One claim of a job, and all that was written of it.
 *
 * @param token the claim
 * @param events what was written, in the order of time; not empty
 */
record JobAttempt(long token, List<JobEvent> events) implements Activity {

	private static final Set<String> FINAL = Set.of("Succeeded", "Died");

	static JobAttempt of(long token, List<JobEvent> events) {
		return new JobAttempt(token, events.stream().sorted(Comparator.comparingLong(JobEvent::nanoTime)).toList());
	}

	private Optional<JobEvent> first(Kind kind) {
		return this.events.stream().filter((event) -> event.kind() == kind).findFirst();
	}

	@Override
	public long pid() {
		return this.events.get(0).pid();
	}

	/** Of what was seen of it: its claim, or its start if the answer was not seen. */
	@Override
	public long begin() {
		return this.events.get(0).nanoTime();
	}

	/** When its code started, if it did. */
	Optional<Long> startedAt() {
		return first(Kind.STARTED).map(JobEvent::nanoTime);
	}

	boolean hasStarted() {
		return startedAt().isPresent();
	}

	long starts() {
		return this.events.stream().filter((event) -> event.kind() == Kind.STARTED).count();
	}

	/** A claim whose code did not start ends when that is told. */
	@Override
	public Optional<Long> endedAt() {
		return this.events.stream()
			.filter((event) -> event.kind().isEndOfCode())
			.findFirst()
			.or(() -> hasStarted() ? Optional.empty() : first(Kind.TOLD))
			.map(JobEvent::nanoTime);
	}

	/** When the store was told of the end, for the first time. */
	Optional<Long> toldAt() {
		return first(Kind.TOLD).map(JobEvent::nanoTime);
	}

	/** How it ended, as the store was told. */
	Optional<String> toldAs() {
		return first(Kind.TOLD).map(JobEvent::detail);
	}

	boolean isToldAs(String... ends) {
		return toldAs().filter((end) -> List.of(ends).contains(end)).isPresent();
	}

	/** What the store said to that, if it was heard. */
	Optional<Kind> answer() {
		return this.events.stream().map(JobEvent::kind).filter(Kind::isAnswer).findFirst();
	}

	boolean isAccepted() {
		return answer().filter((answer) -> answer != Kind.STALE).isPresent();
	}

	/** Whether the job has ended with it. */
	boolean isAcceptedEnd() {
		return answer().filter(Kind.CANCELLED::equals).isPresent()
				|| isAccepted() && toldAs().filter(FINAL::contains).isPresent();
	}

	/** Which payload its code was given. */
	Optional<String> work() {
		return first(Kind.STARTED).map(JobEvent::detail);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("token %d in process %d:".formatted(this.token, pid()));
		this.events.forEach((event) -> text.append(" %s %s".formatted(event.kind(), event.detail())));
		return text.toString();
	}

}
