package dev.scheduling.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.scheduling.chaos.JobEvent.Kind;
import dev.scheduling.job.JobState;
import dev.scheduling.testing.Disturbance;
import org.junit.jupiter.api.Test;

import static dev.scheduling.chaos.WrittenHistory.nanos;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The checker of jobs finds what it is there to find, and excuses what a disturbance
 * explains. Times are in seconds, the lease is two of them.
 */
class JobHistoryTests {

	private static final String JOB = "job";

	private static final long PRODUCER = 1;

	private static final long WORKER = 2;

	private static final long OTHER = 3;

	private final WrittenHistory written = new WrittenHistory(JOB, PRODUCER);

	@Test
	void lineIsReadAsItWasWritten() {
		JobEvent event = new JobEvent(Kind.TOLD, JOB, 7, "Succeeded", 42, WORKER);

		assertThat(JobEvent.parse(event.toLine())).isEqualTo(event);
	}

	@Test
	void acceptsAJobThatFailsOnceAndEndsThen() {
		this.written.stored(1).failed(1, WORKER, 2, 3).succeeded(2, OTHER, 4, 5);

		assertThat(violations("done")).isEmpty();
		assertThat(countViolations(JobState.SUCCEEDED, 1, 0)).isEmpty();
	}

	@Test
	void findsALostJob() {
		this.written.stored(1);

		assertThat(violations()).containsExactly("job: is lost");
	}

	@Test
	void acceptsThatAWipeLosesAJob() {
		this.written.disturbed(Disturbance.Kind.WIPE, 0, 1.5, 1.6).stored(1);

		assertThat(violations()).isEmpty();
	}

	@Test
	void findsAJobThatIsLostAfterAWipe() {
		this.written.disturbed(Disturbance.Kind.WIPE, 0, 1.5, 1.6).stored(2);

		assertThat(violations()).containsExactly("job: is lost");
	}

	@Test
	void knowsThatAnIdIsRememberedForAWhileOnly() {
		this.written.stored(1);

		assertThat(history().violations(new JobPlaces(Map.of()), Set.of(JOB))).isEmpty();
	}

	@Test
	void findsAJobInTwoPlaces() {
		this.written.stored(1);

		assertThat(violations("done", "ready")).contains("job: is in several places: [done, ready]");
		assertThat(violations("done", "done")).containsExactly("job: is in several places: [done, done]");
	}

	@Test
	void idOfACancelledJobMayStandAmongTheReadyOnes() {
		this.written.stored(1);

		assertThat(violations("ready", "cancelled")).isEmpty();
	}

	@Test
	void findsAJobThatDoesNotEnd() {
		this.written.stored(1);

		assertThat(violations("active")).containsExactly("job: has not ended but is active");
	}

	@Test
	void findsAJobThatWasRefusedAndIsThere() {
		this.written.event(Kind.CALLED, JOB, 0, "-", 1, PRODUCER)
			.event(Kind.REFUSED, JOB, 0, JOB, 1.1, PRODUCER)
			.succeeded(1, WORKER, 2, 3);

		assertThat(violations("done")).containsExactly("job: ran although its producer was told that it is not stored",
				"job: is [done], its producer was told that it is not stored");
	}

	@Test
	void jobOfWhichNobodyKnowsMayBeThereOrNot() {
		this.written.event(Kind.CALLED, JOB, 0, "-", 1, PRODUCER).event(Kind.UNKNOWN, JOB, 0, JOB, 1.1, PRODUCER);

		assertThat(violations()).isEmpty();
		assertThat(violations("done")).isEmpty();
	}

	@Test
	void findsTwoJobsOfOneCall() {
		this.written.stored(1).succeeded(1, WORKER, 2, 3).event(Kind.STARTED, "twin", 2, JOB, 2, WORKER);

		assertThat(history().violations()).containsExactly("[job, twin]: one call has made all of them");
	}

	@Test
	void findsAJobThatNobodyHasEnqueued() {
		this.written.succeeded(1, WORKER, 2, 3);

		assertThat(history().violations()).containsExactly("[job]: nobody has enqueued 'job'");
	}

	@Test
	void findsTwoAcceptedEnds() {
		this.written.stored(1)
			.disturbed(Disturbance.Kind.PAUSE, WORKER, 2.5, 6)
			.succeeded(1, WORKER, 2, 6)
			.succeeded(2, OTHER, 5, 7);

		assertThat(violations("done")).anyMatch((text) -> text.startsWith("job: ended 2 times"))
			.anyMatch((text) -> text.contains("accepted after another had the job"));
	}

	@Test
	void findsAnEndThatWasAcceptedAfterItsLeaseWasLost() {
		this.written.stored(1)
			.disturbed(Disturbance.Kind.PAUSE, WORKER, 2.5, 6)
			.failed(1, WORKER, 2, 6)
			.stale(2, OTHER, 5, 7);

		assertThat(violations("done")).singleElement()
			.asString()
			.startsWith("job: the end of an attempt was accepted after another had the job: token 1");
	}

	@Test
	void acceptsThatAnEndIsRefusedAfterItsLeaseWasLost() {
		this.written.stored(1)
			.disturbed(Disturbance.Kind.PAUSE, WORKER, 2.5, 6)
			.stale(1, WORKER, 2, 6)
			.succeeded(2, OTHER, 5, 7);

		assertThat(violations("done")).isEmpty();
		assertThat(countViolations(JobState.SUCCEEDED, 0, 1)).isEmpty();
	}

	@Test
	void findsAnUnexplainedDuplicate() {
		this.written.stored(1)
			.disturbed(Disturbance.Kind.DEATH, OTHER, 3, 3.1)
			.stale(1, WORKER, 2, 3)
			.succeeded(2, OTHER, 4, 5);

		assertThat(violations("done")).singleElement()
			.asString()
			.startsWith("job: started again without a cause: token 1");
		assertThat(history().lives()).singleElement().extracting(JobLife::unexplained).isEqualTo(1L);
	}

	@Test
	void explainsADuplicateByADeathOfItsProcess() {
		this.written.stored(1)
			.started(1, WORKER, 2)
			.disturbed(Disturbance.Kind.DEATH, WORKER, 3, 3.1)
			.succeeded(2, OTHER, 5.5, 6);

		assertThat(violations("done")).isEmpty();
		assertThat(countViolations(JobState.SUCCEEDED, 0, 1)).isEmpty();
		assertThat(history().recoveries()).containsExactly(nanos(5.49) - nanos(3.1));
	}

	@Test
	void doesNotExplainADuplicateByAShortCut() {
		this.written.stored(1)
			.started(1, WORKER, 2)
			.disturbed(Disturbance.Kind.CUT, WORKER, 3, 3.5)
			.succeeded(2, OTHER, 5.5, 6);

		assertThat(violations("done")).anyMatch((text) -> text.contains("started again without a cause"));
	}

	@Test
	void findsATokenThatFalls() {
		this.written.stored(1).failed(2, WORKER, 2, 3).succeeded(1, OTHER, 4, 5);

		assertThat(violations("done")).anyMatch((text) -> text.startsWith("job: token fell: token 2"));
	}

	@Test
	void findsTwoStartsWithOneToken() {
		this.written.stored(1).succeeded(1, WORKER, 2, 3).started(1, OTHER, 2.5);

		assertThat(violations("done")).singleElement().asString().startsWith("job: started twice with one token");
	}

	@Test
	void findsTwoAttemptsAtATime() {
		this.written.stored(1)
			.disturbed(Disturbance.Kind.CUT, WORKER, 2.1, 6)
			.stale(1, WORKER, 2, 6)
			.succeeded(2, OTHER, 5, 7);

		assertThat(violations("done")).singleElement().asString().startsWith("job: two attempts at a time: token 1");
	}

	@Test
	void findsAJobThatRisesFromTheDead() {
		this.written.stored(1).succeeded(1, WORKER, 2, 3).stale(2, OTHER, 4, 5);

		assertThat(violations("done")).anyMatch((text) -> text.startsWith("job: ran again after its end: token 1"));
	}

	@Test
	void findsACrashThatIsCountedAsAnAttempt() {
		this.written.stored(1)
			.started(1, WORKER, 2)
			.disturbed(Disturbance.Kind.DEATH, WORKER, 3, 3.1)
			.succeeded(2, OTHER, 5.5, 6);

		assertThat(countViolations(JobState.SUCCEEDED, 1, 0)).hasSize(2)
			.anyMatch((text) -> text.startsWith("job: 1 failures counted, 0 seen"))
			.anyMatch((text) -> text.startsWith("job: 0 crashes counted, 1 seen"));
	}

	@Test
	void findsACrashAlthoughNothingHappened() {
		this.written.stored(1).succeeded(1, WORKER, 2, 3);

		assertThat(countViolations(JobState.SUCCEEDED, 0, 1)).singleElement()
			.asString()
			.startsWith("job: 1 crashes counted, 0 explained");
	}

	@Test
	void findsAJobThatIsDeadTooEarly() {
		this.written.stored(1).failed(1, WORKER, 2, 3);

		assertThat(countViolations(JobState.DEAD, 1, 0)).containsExactly("job: dead after 1 failures and 0 crashes");
	}

	@Test
	void measuresHowLongItTakesToGoOn() {
		this.written.stored(1)
			.succeeded(1, WORKER, 2, 3)
			.event(Kind.STORED, "next", 0, "next", 11.5, PRODUCER)
			.event(Kind.CLAIMED, "next", 2, "-", 11.7, WORKER);

		assertThat(history().healedAfter(nanos(11))).contains(nanos(11.7) - nanos(11));
		assertThat(history().healedAfter(nanos(12))).isEmpty();
	}

	private JobHistory history() {
		return this.written.history();
	}

	private List<String> violations(String... places) {
		List<String> violations = new ArrayList<>(history().violations());
		JobPlaces found = new JobPlaces((places.length > 0) ? Map.of(JOB, List.of(places)) : Map.of());
		violations.addAll(history().violations(found, Set.of()));
		return violations;
	}

	private List<String> countViolations(JobState state, int failures, int crashes) {
		return history().violations(Map.of(JOB, new StoredCounts(state, failures, crashes)));
	}

}
