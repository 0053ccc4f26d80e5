package dev.scheduling.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobState;
import dev.scheduling.periodic.TaskPause;
import dev.scheduling.store.ClaimResult.Busy;
import dev.scheduling.store.ClaimResult.Enqueued;
import dev.scheduling.store.ClaimResult.Moved;
import dev.scheduling.store.ClaimResult.Skipped;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link DurableTickStore} makes of the policies of tasks: rule J24.
 */
public abstract class DurableTickPolicyContract extends DurableTickFixture {

	private TaskControlStore controls() {
		return stores().taskControls();
	}

	@BeforeEach
	void prepare() {
		ticks().register(QUEUE, List.of(new TaskStamp(TASK, "a")));
		advance(SECOND);
	}

	@Test
	void j24BufferOneLetsOneTickWaitBehindTheRun() {
		claim("c1", 0, 1, TickAdmission.BUFFER);
		JobLease running = fetchOne("w1");
		advance(SECOND.multipliedBy(2));

		assertThat(claim("c2", 1, 2, TickAdmission.BUFFER)).isEqualTo(new Enqueued(at(2), job(2)));
		assertThat(claim("c3", 2, 3, TickAdmission.BUFFER)).isEqualTo(new Skipped(at(3), TickCount.SKIPPED_OVERLAP));

		complete("w1", succeeded(running));
		assertThat(keys(fetchJobs("w1", 10))).containsExactly(job(2).key());
		assertThat(ledger().accounted()).isEqualTo(3);
	}

	@Test
	void j24CancelRunningStopsTheRunAndKeepsTheLatestTick() {
		claim("c1", 0, 1, TickAdmission.CANCEL);
		JobLease running = fetchOne("w1");
		advance(SECOND.multipliedBy(2));

		assertThat(claim("c2", 1, 2, TickAdmission.CANCEL)).isInstanceOf(Enqueued.class);
		assertThat(claim("c3", 2, 3, TickAdmission.CANCEL)).isInstanceOf(Enqueued.class);

		assertThat(leases().renew(QUEUE, "w1", LEASE, List.of(running)).cancelled()).containsExactly(running);
		assertThat(count(JobState.QUEUED)).isEqualTo(1);
		assertThat(count(TickCount.RUN)).isEqualTo(2);
		assertThat(count(TickCount.SKIPPED_OVERLAP)).isEqualTo(1);
		assertThat(ledger().accounted()).isEqualTo(3);
		assertThat(keys(fetchJobs("w2", 10))).containsExactly(job(3).key());
	}

	@Test
	void j24AllowAllEnqueuesEveryTick() {
		claim("c1", 0, 1, TickAdmission.ALLOW);
		advance(SECOND);
		claim("c2", 1, 2, TickAdmission.ALLOW);

		assertThat(keys(fetchJobs("w1", 10))).containsExactly(job(1).key(), job(2).key());
	}

	@Test
	void t9MissedTickWaitsForTheJobBeforeIt() {
		claim("c1", 0, 1, TickAdmission.WAIT);
		advance(SECOND);
		assertThat(claim("c2", 1, 2, TickAdmission.WAIT)).isEqualTo(new Busy());

		complete("w1", succeeded(fetchOne("w1")));

		assertThat(claim("c2", 1, 2, TickAdmission.WAIT)).isInstanceOf(Enqueued.class);
	}

	@Test
	void t4DelayOfADurableTaskCountsFromTheEndOfItsJob() {
		claim("c1", 0, 1, TickAdmission.AFTER_DELAY);
		advance(SECOND);
		assertThat(claim("c2", 1, 2, TickAdmission.AFTER_DELAY)).isEqualTo(new Busy());
		complete("w1", succeeded(fetchOne("w1")));
		advance(SECOND);

		assertThat(claim("c2", 1, 2, TickAdmission.AFTER_DELAY)).isEqualTo(new Moved(at(3)));
		advance(SECOND);
		assertThat(claim("c3", 3, 4, TickAdmission.AFTER_DELAY)).isInstanceOf(Enqueued.class);
	}

	@Test
	void t18PausedTickIsCountedAndNotEnqueued() {
		controls().pause(TASK, QUEUE, new TaskPause(at(1), "why"));
		advance(SECOND.multipliedBy(2));

		assertThat(claim("c1", 0, 3, TickAdmission.SKIP)).isEqualTo(new Skipped(at(3), TickCount.SKIPPED_PAUSED));

		assertThat(count(TickCount.SKIPPED_PAUSED)).isEqualTo(3);
		assertThat(count(JobState.QUEUED)).isZero();
		controls().resume(TASK, QUEUE);
		advance(SECOND);
		assertThat(claim("c2", 3, 4, TickAdmission.SKIP)).isInstanceOf(Enqueued.class);
	}

	private ClaimResult claim(String call, int expected, int nominal, TickAdmission admission) {
		TickClaim claim = new TickClaim(TASK, call, "a", at(expected), at(nominal), SECOND,
				Map.of(TickCount.MISSED_COALESCED, nominal - expected - 1L), null, admission);
		DurableTick tick = new DurableTick(claim, job(nominal), envelope(TASK), Duration.ofMinutes(1));
		return ticks().claim(QUEUE, List.of(tick)).get(0);
	}

}
