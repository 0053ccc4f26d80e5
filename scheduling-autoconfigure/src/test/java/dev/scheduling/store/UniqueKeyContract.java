package dev.scheduling.store;

import java.time.Duration;
import java.util.List;

import dev.scheduling.job.JobState;
import dev.scheduling.job.Priority;
import dev.scheduling.job.UniqueMode;
import dev.scheduling.store.EnqueueResult.KeyHeld;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What unique keys keep.
 */
public abstract class UniqueKeyContract extends JobStoreFixture {

	private NewJob unique(String key, UniqueMode mode) {
		return unique(key, mode, null);
	}

	private NewJob unique(String key, UniqueMode mode, @Nullable Duration holdFor) {
		return job(key).with(new JobRules(Priority.NORMAL, new UniqueRule("k|1%7C", mode, holdFor), null));
	}

	private EnqueueResult put(NewJob job) {
		return store().enqueue(QUEUE, List.of(job)).get(0);
	}

	private EnqueueResult put(String key, UniqueMode mode) {
		return put(unique(key, mode));
	}

	private EnqueueResult heldBy(String key) {
		return new KeyHeld(id(key));
	}

	@ParameterizedTest
	@EnumSource
	void j5FirstJobOfAKeyIsStored(UniqueMode mode) {
		assertThat(put("a", mode)).isEqualTo(EnqueueResult.ACCEPTED);
		assertThat(stored("a").rules().unique()).isEqualTo(new UniqueRule("k|1%7C", mode, null));
	}

	@Test
	void j5RejectsASecondUnfinishedJobOfOneKeyAndLeavesNothingBehind() {
		put("a", UniqueMode.REJECT);

		assertThat(put("b", UniqueMode.REJECT)).isEqualTo(heldBy("a"));

		assertThat(store().find(id("b"))).isEmpty();
		assertThat(keys(fetchJobs("w1", 10))).containsExactly("a");
		assertThat(put("c", UniqueMode.REJECT)).isEqualTo(heldBy("a"));
	}

	@Test
	void j2DuplicatesOfABatchAreReportedAndTheOthersStored() {
		List<EnqueueResult> results = store().enqueue(QUEUE,
				List.of(unique("a", UniqueMode.REJECT), job("b"), unique("c", UniqueMode.REJECT)));

		assertThat(results).containsExactly(EnqueueResult.ACCEPTED, EnqueueResult.ACCEPTED, heldBy("a"));
	}

	@Test
	void j5EachEndReleasesTheKey() {
		put("a", UniqueMode.REJECT);
		complete("w1", succeeded(fetchOne("w1")));
		assertThat(put("b", UniqueMode.REJECT)).isEqualTo(EnqueueResult.ACCEPTED);
		complete("w1", died(fetchOne("w1")));
		assertThat(put("c", UniqueMode.REJECT)).isEqualTo(EnqueueResult.ACCEPTED);
		store().cancel(id("c"));
		assertThat(put("d", UniqueMode.REJECT)).isEqualTo(EnqueueResult.ACCEPTED);
		complete("w1", new JobCompletion.Succeeded(fetchOne("w1"), null, Duration.ZERO));
		assertThat(put("e", UniqueMode.REJECT)).isEqualTo(EnqueueResult.ACCEPTED);
	}

	@Test
	void j5KeyIsHeldThroughRetriesAndCrashes() {
		put("a", UniqueMode.REJECT);
		complete("w1", failed(fetchOne("w1"), SECOND));
		assertThat(put("b", UniqueMode.REJECT)).isEqualTo(heldBy("a"));
		advance(SECOND);
		fetchOne("w1");
		pass(LEASE.plus(LEASE));
		assertThat(put("c", UniqueMode.REJECT)).isEqualTo(heldBy("a"));
	}

	@Test
	void j5ReplacedJobIsCancelledAndTheNewOneRuns() {
		put(new NewJob(id("a"), envelope("a"), SECOND, null).with(unique("a", UniqueMode.REPLACE).rules()));

		assertThat(put("b", UniqueMode.REPLACE)).isEqualTo(EnqueueResult.ACCEPTED);
		advance(SECOND);

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("b");
		assertThat(state("a")).isEqualTo(JobState.CANCELLED);
		assertThat(put("c", UniqueMode.REPLACE)).isEqualTo(heldBy("b"));
		assertThat(state("b")).isEqualTo(JobState.RUNNING);
	}

	@Test
	void j5ReplayOfAReplacedEnqueueChangesNothing() {
		put("a", UniqueMode.REPLACE);
		put("b", UniqueMode.REPLACE);

		assertThat(put("a", UniqueMode.REPLACE)).isEqualTo(EnqueueResult.ACCEPTED);

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("b");
	}

	@Test
	void j5ReplayAfterTheJobHasRunStartsNothing() {
		put("a", UniqueMode.REJECT);
		complete("w1", new JobCompletion.Succeeded(fetchOne("w1"), null, Duration.ZERO));

		assertThat(put("a", UniqueMode.REJECT)).isEqualTo(EnqueueResult.ACCEPTED);

		assertThat(fetchJobs("w1", 10)).isEmpty();
		assertThat(put("b", UniqueMode.REJECT)).isEqualTo(EnqueueResult.ACCEPTED);
	}

	@Test
	void j5KeepLatestHasOneRunningAndOneWaiting() {
		put("a", UniqueMode.KEEP_LATEST);
		JobLease running = fetchOne("w1");
		assertThat(put("b", UniqueMode.KEEP_LATEST)).isEqualTo(EnqueueResult.ACCEPTED);
		assertThat(put("c", UniqueMode.KEEP_LATEST)).isEqualTo(EnqueueResult.ACCEPTED);

		assertThat(state("b")).isEqualTo(JobState.CANCELLED);
		assertThat(state("c")).isEqualTo(JobState.QUEUED);
		assertThat(count(JobState.QUEUED)).isEqualTo(1);
		assertThat(fetchJobs("w2", 10)).isEmpty();
		complete("w1", succeeded(running));
		assertThat(keys(fetchJobs("w2", 10))).containsExactly("c");
	}

	@Test
	void j5KeepLatestWaitsThroughTheRetriesOfTheOneBefore() {
		put("a", UniqueMode.KEEP_LATEST);
		JobLease running = fetchOne("w1");
		put("b", UniqueMode.KEEP_LATEST);
		complete("w1", failed(running, SECOND));
		advance(SECOND);

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("a");
	}

	@Test
	void j5KeepLatestBeforeAnyStartKeepsTheLastOne() {
		put("a", UniqueMode.KEEP_LATEST);
		put("b", UniqueMode.KEEP_LATEST);

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("b");
	}

	@Test
	void j5CancelledWaitingJobGivesItsPlaceUp() {
		put("a", UniqueMode.KEEP_LATEST);
		JobLease running = fetchOne("w1");
		put("b", UniqueMode.KEEP_LATEST);
		store().cancel(id("b"));
		complete("w1", succeeded(running));

		assertThat(fetchJobs("w1", 10)).isEmpty();
		assertThat(count(JobState.QUEUED)).isZero();
		assertThat(put("c", UniqueMode.REJECT)).isEqualTo(EnqueueResult.ACCEPTED);
	}

	@Test
	void j5KeyThatIsHeldForATimeIsFreeAfterIt() {
		put(unique("a", UniqueMode.REJECT, SECOND));
		complete("w1", succeeded(fetchOne("w1")));

		assertThat(put("b", UniqueMode.REJECT)).isEqualTo(heldBy("a"));
		advance(SECOND);

		assertThat(put("c", UniqueMode.REJECT)).isEqualTo(EnqueueResult.ACCEPTED);
	}

	/** There is nothing left of it to replace. */
	@Test
	void j5KeyThatIsHeldForATimeIsNotGivenAwayByTheCancelOfItsHolder() {
		put(unique("a", UniqueMode.REPLACE, SECOND));
		store().cancel(id("a"));

		assertThat(put("b", UniqueMode.REPLACE)).isEqualTo(heldBy("a"));
		assertThat(fetchJobs("w1", 10)).isEmpty();
	}

	@Test
	void j5EndOfAFormerHolderDoesNotReleaseTheKeyOfTheNextOne() {
		put(unique("a", UniqueMode.REJECT, SECOND));
		JobLease former = fetchOne("w1");
		advance(SECOND);
		put("b", UniqueMode.REJECT);

		complete("w1", succeeded(former));

		assertThat(put("c", UniqueMode.REJECT)).isEqualTo(heldBy("b"));
	}

}
