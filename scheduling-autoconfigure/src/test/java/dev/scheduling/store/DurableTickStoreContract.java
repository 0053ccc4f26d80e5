package dev.scheduling.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.ClaimResult.Changed;
import dev.scheduling.store.ClaimResult.Early;
import dev.scheduling.store.ClaimResult.Enqueued;
import dev.scheduling.store.ClaimResult.Moved;
import dev.scheduling.store.ClaimResult.PulledBack;
import dev.scheduling.store.ClaimResult.Seeded;
import dev.scheduling.store.ClaimResult.Skipped;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link DurableTickStore} keeps.
 */
public abstract class DurableTickStoreContract extends DurableTickFixture {

	private static final Duration WINDOW = Duration.ofSeconds(10);

	@BeforeEach
	void prepare() {
		register("a");
	}

	@Test
	void j24AdmittedTickIsAJob() {
		advance(SECOND);

		ClaimResult result = claim("c1", 0, 1);

		assertThat(result).isEqualTo(new Enqueued(at(1), job(1)));
		assertThat(job(1).value()).isEqualTo("report~" + at(1).toEpochMilli());
		assertThat(store().find(job(1))).isPresent();
		assertThat(keys(fetchJobs("w1", 10))).containsExactly(job(1).key());
		assertThat(count(TickCount.RUN)).isEqualTo(1);
	}

	@Test
	void j24ReplayedClaimGivesTheSameAnswerAndOneJob() {
		advance(SECOND);

		ClaimResult first = claim("c1", 0, 1);
		ClaimResult replayed = claim("c1", 0, 1);

		assertThat(replayed).isEqualTo(first);
		assertThat(count(JobState.QUEUED)).isEqualTo(1);
		assertThat(ledger().accounted()).isEqualTo(1);
	}

	@Test
	void j24ReplayedClaimAfterTheJobHasRunEnqueuesNothing() {
		advance(SECOND);
		claim("c1", 0, 1);
		complete("w1", new JobCompletion.Succeeded(fetchOne("w1"), null, Duration.ZERO));

		assertThat(claim("c1", 0, 1)).isEqualTo(new Enqueued(at(1), job(1)));

		assertThat(fetchJobs("w1", 10)).isEmpty();
	}

	@Test
	void t5OneNodeWinsATick() {
		advance(SECOND);
		claim("c1", 0, 1);

		assertThat(claim("c2", 0, 1)).isEqualTo(new Moved(at(1)));
		assertThat(count(JobState.QUEUED)).isEqualTo(1);
	}

	@Test
	void t10ClaimForTheFutureIsRefused() {
		advance(SECOND.minusMillis(1)); // its job would run at once
		assertThat(claim("c1", 0, 1)).isEqualTo(new Early());

		assertThat(ledger().accounted()).isZero();
		assertThat(count(JobState.QUEUED)).isZero();
	}

	@Test
	void t10MarkFarInTheFutureIsPulledBack() {
		advance(HOUR);
		claim("c1", 0, 3600);
		advance(Duration.ofMinutes(-58));

		assertThat(claim("c2", 3600, 3601)).isEqualTo(new PulledBack(at(120)));
		assertThat(claim("c2", 3600, 3601)).isEqualTo(new PulledBack(at(120)));
	}

	@Test
	void t18ClaimUnderAnotherScheduleIsRefused() {
		register("b");
		advance(SECOND);

		assertThat(claim("c1", 0, 1)).isEqualTo(new Changed("b"));
	}

	@Test
	void t9TaskThatTheStoreHasForgottenStartsAfresh() {
		ClaimResult result = ticks().claim(QUEUE, List.of(tick("other", "c1", 0, 1))).get(0);

		assertThat(result).isEqualTo(new Seeded(START));
	}

	@Test
	void j24TickIsSkippedWhileTheJobOfAnEarlierOneWaits() {
		advance(SECOND);
		claim("c1", 0, 1);
		advance(SECOND.multipliedBy(3));

		ClaimResult first = claim("c2", 1, 4);
		ClaimResult replayed = claim("c2", 1, 4);

		assertThat(first).isEqualTo(new Skipped(at(4), TickCount.SKIPPED_OVERLAP)).isEqualTo(replayed);
		assertThat(count(TickCount.SKIPPED_OVERLAP)).isEqualTo(1);
		assertThat(count(TickCount.MISSED_COALESCED)).isEqualTo(2);
		assertThat(ledger().accounted()).isEqualTo(4);
		assertThat(count(JobState.QUEUED)).isEqualTo(1);
	}

	@Test
	void j24TickIsSkippedWhileTheJobOfAnEarlierOneRunsOrWaitsForItsRetry() {
		advance(SECOND);
		claim("c1", 0, 1);
		JobLease lease = fetchOne("w1");
		advance(WINDOW.multipliedBy(2));

		assertThat(claim("c2", 1, 2)).isInstanceOf(Skipped.class);
		complete("w1", failed(lease, HOUR));
		assertThat(claim("c3", 2, 3)).isInstanceOf(Skipped.class);
		advance(HOUR);
		complete("w1", succeeded(fetchOne("w1")));
		assertThat(claim("c4", 3, 4)).isInstanceOf(Enqueued.class);
	}

	@Test
	void j24TickFollowsADeadOrCancelledOne() {
		advance(SECOND);
		claim("c1", 0, 1);
		complete("w1", died(fetchOne("w1")));
		advance(SECOND);
		assertThat(claim("c2", 1, 2)).isInstanceOf(Enqueued.class);
		store().cancel(job(2));
		advance(SECOND);

		assertThat(claim("c3", 2, 3)).isInstanceOf(Enqueued.class);
	}

	@Test
	void j24WorkersDownAllNightLeaveOneRunInTheMorning() {
		for (int second = 1; second <= 100; second++) {
			advance(SECOND);
			claim("c" + second, second - 1, second);
		}

		List<FetchedJob> jobs = fetchJobs("w1", 1000);

		assertThat(keys(jobs)).containsExactly(job(91).key());
		assertThat(count(TickCount.RUN)).isEqualTo(1);
		assertThat(count(TickCount.MISSED_WINDOW)).isEqualTo(9);
		assertThat(ledger().accounted()).isEqualTo(100);
		assertThat(store().find(job(1))).isEmpty();
		assertThat(count(JobState.QUEUED)).isZero();
	}

	@Test
	void j24TickThatRanBeforeTheMarkWasPulledBackDoesNotRunAgain() {
		advance(HOUR);
		claim("c1", 0, 3600);
		complete("w1", succeeded(fetchOne("w1")));
		advance(Duration.ofMinutes(-2));
		claim("c2", 3600, 3601);
		advance(Duration.ofMinutes(2));

		assertThat(claim("c3", 3480, 3600)).isEqualTo(new Skipped(at(3600), TickCount.SKIPPED_OVERLAP));
	}

	private void register(String stamp) {
		ticks().register(QUEUE, List.of(new TaskStamp(TASK, stamp)));
	}

	private ClaimResult claim(String call, int expected, int nominal) {
		return ticks().claim(QUEUE, List.of(tick(TASK, call, expected, nominal))).get(0);
	}

	private DurableTick tick(String task, String call, int expected, int nominal) {
		TickClaim claim = new TickClaim(task, call, "a", at(expected), at(nominal), SECOND,
				Map.of(TickCount.MISSED_COALESCED, nominal - expected - 1L), null, TickAdmission.SKIP);
		return new DurableTick(claim, JobId.ofTick(task, at(nominal), QUEUE), envelope(task), WINDOW);
	}

}
