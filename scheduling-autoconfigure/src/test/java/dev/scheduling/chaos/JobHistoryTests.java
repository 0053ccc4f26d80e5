package dev.scheduling.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.scheduling.chaos.JobEvent.Kind;
import dev.scheduling.job.JobState;
import dev.scheduling.testing.Disturbance;
import dev.scheduling.testing.Disturbances;
import dev.scheduling.testing.Times;
import org.junit.jupiter.api.Test;

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

	private final List<JobEvent> events = new ArrayList<>();

	private final List<Disturbance> disturbances = new ArrayList<>();

	@Test
	void lineIsReadAsItWasWritten() {
		JobEvent event = new JobEvent(Kind.TOLD, JOB, 7, "Succeeded", 42, WORKER);

		assertThat(JobEvent.parse(event.toLine())).isEqualTo(event);
	}

	@Test
	void acceptsAJobThatFailsOnceAndEndsThen() {
		store(1);
		attempt(1, WORKER, 2, 3, Kind.FAILED, "Failed", Kind.ACCEPTED);
		attempt(2, OTHER, 4, 5, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(violations("done")).isEmpty();
		assertThat(countViolations(JobState.SUCCEEDED, 1, 0)).isEmpty();
	}

	@Test
	void findsALostJob() {
		store(1);

		assertThat(violations()).containsExactly("job: is lost");
	}

	@Test
	void findsALostJobAfterAWipeOnly() {
		disturbed(Disturbance.Kind.WIPE, 0, 1.5, 1.6);
		store(1);
		assertThat(violations()).isEmpty();

		this.events.clear();
		store(2);
		assertThat(violations()).containsExactly("job: is lost");
	}

	@Test
	void knowsThatAnIdIsRememberedForAWhileOnly() {
		store(1);

		assertThat(history().violations(new JobPlaces(Map.of()), Set.of(JOB))).isEmpty();
	}

	@Test
	void findsAJobInTwoPlaces() {
		store(1);

		assertThat(violations("done", "ready")).contains("job: is in several places: [done, ready]");
		assertThat(violations("done", "done")).containsExactly("job: is in several places: [done, done]");
	}

	@Test
	void idOfACancelledJobMayStandAmongTheReadyOnes() {
		store(1);

		assertThat(violations("ready", "cancelled")).isEmpty();
	}

	@Test
	void findsAJobThatDoesNotEnd() {
		store(1);

		assertThat(violations("active")).containsExactly("job: has not ended but is active");
	}

	@Test
	void findsAJobThatWasRefusedAndIsThere() {
		add(Kind.CALLED, JOB, 0, "-", 1, PRODUCER);
		add(Kind.REFUSED, JOB, 0, JOB, 1.1, PRODUCER);
		attempt(1, WORKER, 2, 3, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(violations("done")).containsExactly("job: ran although its producer was told that it is not stored",
				"job: is [done], its producer was told that it is not stored");
	}

	@Test
	void jobOfWhichNobodyKnowsMayBeThereOrNot() {
		add(Kind.CALLED, JOB, 0, "-", 1, PRODUCER);
		add(Kind.UNKNOWN, JOB, 0, JOB, 1.1, PRODUCER);

		assertThat(violations()).isEmpty();
		assertThat(violations("done")).isEmpty();
	}

	@Test
	void findsTwoJobsOfOneCall() {
		store(1);
		attempt(1, WORKER, 2, 3, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);
		add(Kind.STARTED, "twin", 2, JOB, 2, WORKER);

		assertThat(history().violations()).containsExactly("[job, twin]: one call has made all of them");
	}

	@Test
	void findsAJobThatNobodyHasEnqueued() {
		attempt(1, WORKER, 2, 3, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(history().violations()).containsExactly("[job]: nobody has enqueued 'job'");
	}

	@Test
	void findsTwoAcceptedEnds() {
		store(1);
		disturbed(Disturbance.Kind.PAUSE, WORKER, 2.5, 6);
		attempt(1, WORKER, 2, 6, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);
		attempt(2, OTHER, 5, 7, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(violations("done")).anyMatch((text) -> text.startsWith("job: ended 2 times"))
			.anyMatch((text) -> text.contains("accepted after another had the job"));
	}

	@Test
	void findsAnEndThatWasAcceptedAfterItsLeaseWasLost() {
		store(1);
		disturbed(Disturbance.Kind.PAUSE, WORKER, 2.5, 6);
		attempt(1, WORKER, 2, 6, Kind.FAILED, "Failed", Kind.ACCEPTED);
		attempt(2, OTHER, 5, 7, Kind.RETURNED, "Succeeded", Kind.STALE);

		assertThat(violations("done")).singleElement()
			.asString()
			.startsWith("job: the end of an attempt was accepted after another had the job: token 1");
	}

	@Test
	void acceptsThatAnEndIsRefusedAfterItsLeaseWasLost() {
		store(1);
		disturbed(Disturbance.Kind.PAUSE, WORKER, 2.5, 6);
		attempt(1, WORKER, 2, 6, Kind.RETURNED, "Succeeded", Kind.STALE);
		attempt(2, OTHER, 5, 7, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(violations("done")).isEmpty();
		assertThat(countViolations(JobState.SUCCEEDED, 0, 1)).isEmpty();
	}

	@Test
	void findsAnUnexplainedDuplicate() {
		store(1);
		disturbed(Disturbance.Kind.DEATH, OTHER, 3, 3.1);
		attempt(1, WORKER, 2, 3, Kind.RETURNED, "Succeeded", Kind.STALE);
		attempt(2, OTHER, 4, 5, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(violations("done")).singleElement()
			.asString()
			.startsWith("job: started again without a cause: token 1");
		assertThat(history().lives()).singleElement().extracting(JobLife::unexplained).isEqualTo(1L);
	}

	@Test
	void explainsADuplicateByADeathOfItsProcess() {
		store(1);
		start(1, WORKER, 2);
		disturbed(Disturbance.Kind.DEATH, WORKER, 3, 3.1);
		attempt(2, OTHER, 5.5, 6, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(violations("done")).isEmpty();
		assertThat(countViolations(JobState.SUCCEEDED, 0, 1)).isEmpty();
		assertThat(history().recoveries()).containsExactly(nanos(5.49) - nanos(3.1));
	}

	@Test
	void doesNotExplainADuplicateByAShortCut() {
		store(1);
		start(1, WORKER, 2);
		disturbed(Disturbance.Kind.CUT, WORKER, 3, 3.5);
		attempt(2, OTHER, 5.5, 6, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(violations("done")).anyMatch((text) -> text.contains("started again without a cause"));
	}

	@Test
	void findsATokenThatFalls() {
		store(1);
		attempt(2, WORKER, 2, 3, Kind.FAILED, "Failed", Kind.ACCEPTED);
		attempt(1, OTHER, 4, 5, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(violations("done")).anyMatch((text) -> text.startsWith("job: token fell: token 2"));
	}

	@Test
	void findsTwoStartsWithOneToken() {
		store(1);
		attempt(1, WORKER, 2, 3, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);
		start(1, OTHER, 2.5);

		assertThat(violations("done")).singleElement().asString().startsWith("job: started twice with one token");
	}

	@Test
	void findsTwoAttemptsAtATime() {
		store(1);
		disturbed(Disturbance.Kind.CUT, WORKER, 2.1, 6);
		attempt(1, WORKER, 2, 6, Kind.RETURNED, "Succeeded", Kind.STALE);
		attempt(2, OTHER, 5, 7, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(violations("done")).singleElement().asString().startsWith("job: two attempts at a time: token 1");
	}

	@Test
	void findsAJobThatRisesFromTheDead() {
		store(1);
		attempt(1, WORKER, 2, 3, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);
		attempt(2, OTHER, 4, 5, Kind.RETURNED, "Succeeded", Kind.STALE);

		assertThat(violations("done")).anyMatch((text) -> text.startsWith("job: ran again after its end: token 1"));
	}

	@Test
	void findsACrashThatIsCountedAsAnAttempt() {
		store(1);
		start(1, WORKER, 2);
		disturbed(Disturbance.Kind.DEATH, WORKER, 3, 3.1);
		attempt(2, OTHER, 5.5, 6, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(countViolations(JobState.SUCCEEDED, 1, 0)).hasSize(2)
			.anyMatch((text) -> text.startsWith("job: 1 failures counted, 0 seen"))
			.anyMatch((text) -> text.startsWith("job: 0 crashes counted, 1 seen"));
	}

	@Test
	void findsACrashAlthoughNothingHappened() {
		store(1);
		attempt(1, WORKER, 2, 3, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);

		assertThat(countViolations(JobState.SUCCEEDED, 0, 1)).singleElement()
			.asString()
			.startsWith("job: 1 crashes counted, 0 explained");
	}

	@Test
	void findsAJobThatIsDeadTooEarly() {
		store(1);
		attempt(1, WORKER, 2, 3, Kind.FAILED, "Failed", Kind.ACCEPTED);

		assertThat(countViolations(JobState.DEAD, 1, 0)).containsExactly("job: dead after 1 failures and 0 crashes");
	}

	@Test
	void measuresHowLongItTakesToGoOn() {
		store(1);
		attempt(1, WORKER, 2, 3, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);
		add(Kind.STORED, "next", 0, "next", 11.5, PRODUCER);
		add(Kind.CLAIMED, "next", 2, "-", 11.7, WORKER);

		assertThat(history().healedAfter(nanos(11))).contains(nanos(11.7) - nanos(11));
		assertThat(history().healedAfter(nanos(12))).isEmpty();
	}

	private void store(double at) {
		add(Kind.CALLED, JOB, 0, "-", at, PRODUCER);
		add(Kind.STORED, JOB, 0, JOB, at + 0.1, PRODUCER);
	}

	private void start(long token, long pid, double at) {
		add(Kind.CLAIMED, JOB, token, "-", at - 0.01, pid);
		add(Kind.STARTED, JOB, token, JOB, at, pid);
	}

	private void attempt(long token, long pid, double start, double end, Kind how, String told, Kind answer) {
		start(token, pid, start);
		add(how, JOB, token, "-", end, pid);
		add(Kind.TOLD, JOB, token, told, end + 0.01, pid);
		add(answer, JOB, token, told, end + 0.02, pid);
	}

	private void add(Kind kind, String id, long token, String detail, double at, long pid) {
		this.events.add(new JobEvent(kind, id, token, detail, nanos(at), pid));
	}

	private void disturbed(Disturbance.Kind kind, long pid, double begin, double end) {
		this.disturbances.add(new Disturbance(kind, pid, nanos(begin), nanos(end)));
	}

	private JobHistory history() {
		return new JobHistory(this.events, new Disturbances(Duration.ofSeconds(2), this.disturbances), new Times(0, 0));
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

	private static long nanos(double seconds) {
		return Math.round(seconds * 1e9);
	}

}
