package dev.scheduling.queue;

import java.time.Duration;
import java.util.List;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobState;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.Succeeded;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.NewJob;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Finding, awaiting and cancelling jobs that are enqueued.
 */
class JobLookupTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final JobQueueFixture fixture = new JobQueueFixture(JobQueueFixture.handler("export-data", Export.class),
			JobQueueFixture.handler("send-mail", String.class), JobQueueFixture.handler("tidy", null));

	private final DurableJobQueue queue = this.fixture.queue;

	@Test
	void findShowsTheJobFromQueuedToSucceeded() {
		JobId id = this.queue.enqueue(new Export("EMEA"));
		assertThat(this.queue.find(id)).get()
			.extracting(Job::name, Job::queue, Job::state, Job::attempt, Job::enqueuedAt)
			.containsExactly("export-data", "default", JobState.QUEUED, 1, this.fixture.clock.instant());

		JobLease lease = this.fixture.fetch("default").get(0).lease();
		assertThat(this.queue.find(id)).get()
			.extracting(Job::state, Job::worker)
			.containsExactly(JobState.RUNNING, "worker");

		this.fixture.complete(new Succeeded(lease, this.fixture.payloads.write(new Export("done")), HOUR));
		assertThat(this.queue.find(id)).get()
			.extracting(Job::state, Job::attempt)
			.containsExactly(JobState.SUCCEEDED, 1);
		assertThat(this.queue.result(id, Export.class)).contains(new Export("done"));
	}

	@Test
	void deadJobShowsItsLastAttempt() {
		JobId id = this.queue.enqueue(new Export("EMEA"));
		this.fixture.complete(new Died(this.fixture.fetch("default").get(0).lease(), "boom", HOUR));

		assertThat(this.queue.find(id)).get()
			.extracting(Job::state, Job::attempt, Job::lastError)
			.containsExactly(JobState.DEAD, 1, "boom");
		assertThat(this.queue.result(id, Export.class)).isEmpty();
	}

	@Test
	void j17JobOfANewerVersionIsFoundAllTheSame() {
		JobId id = JobId.of("0", "default");
		this.fixture.memory.enqueue("default", List.of(NewJob.ready(id, new byte[] { 99 })));

		assertThat(this.queue.find(id)).get()
			.extracting(Job::name, Job::state)
			.containsExactly("unreadable", JobState.QUEUED);
	}

	@Test
	void resultOfAnotherTypeIsRefusedAndNoResultIsEmpty() {
		JobId text = this.queue.enqueue("send-mail", "a", JobOptions.defaults());
		JobId nothing = this.queue.enqueue("tidy", null, JobOptions.defaults());
		List<FetchedJob> jobs = this.fixture.fetch("default");
		this.fixture.complete(new Succeeded(jobs.get(0).lease(), this.fixture.payloads.write("sent"), HOUR));
		this.fixture.complete(new Succeeded(jobs.get(1).lease(), null, HOUR));

		assertThat(this.queue.result(text, String.class)).contains("sent");
		assertThatIllegalArgumentException().isThrownBy(() -> this.queue.result(text, Export.class));
		assertThat(this.queue.result(nothing, String.class)).isEmpty();
		assertThat(this.queue.result(new JobId("no such/id"), String.class)).isEmpty();
	}

	@Test
	void awaitReturnsTheFinishedJobAndPausesLongerEachTime() {
		JobId id = this.queue.enqueue(new Export("EMEA"));
		this.fixture.timer.duringPause = () -> {
			if (this.fixture.timer.pauses.size() == 8) {
				this.fixture.complete(new Succeeded(this.fixture.fetch("default").get(0).lease(), null, HOUR));
			}
		};

		assertThat(this.queue.await(id, Duration.ofMinutes(1)).state()).isEqualTo(JobState.SUCCEEDED);
		assertThat(this.fixture.timer.pauses).extracting(Duration::toMillis)
			.containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 250L, 250L);
	}

	@Test
	void awaitEndsWithItsTime() {
		JobId id = this.queue.enqueue(new Export("EMEA"));

		assertThatIllegalStateException().isThrownBy(() -> this.queue.await(id, Duration.ofSeconds(1)))
			.withMessage("Job '%s' (export-data) is QUEUED; it has not ended within PT1S".formatted(id));
		assertThat(this.fixture.timer.paused()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void awaitThrowsAtOnceForAnUnknownJob() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.queue.await(new JobId("nothing"), Duration.ofMinutes(1)))
			.withMessageStartingWith("There is no job 'nothing'");
		assertThat(this.fixture.timer.pauses).isEmpty();
	}

	@Test
	void awaitCountsAJobThatVanishesAsSucceeded() {
		JobId id = this.queue.enqueue(new Export("EMEA"), JobOptions.defaults().retention(Duration.ZERO));
		this.fixture.timer.duringPause = () -> this.fixture
			.complete(new Succeeded(this.fixture.fetch("default").get(0).lease(), null, Duration.ZERO));

		Job job = this.queue.await(id, Duration.ofMinutes(1));

		assertThat(job).extracting(Job::id, Job::state, Job::finishedAt).containsExactly(id, JobState.SUCCEEDED, null);
		assertThat(this.queue.find(id)).isEmpty();
	}

	@Test
	void j11CancelledJobNeverStarts() {
		JobId id = this.queue.enqueue(new Export("EMEA"));

		assertThat(this.queue.cancel(id)).isTrue();
		assertThat(this.fixture.fetch("default")).isEmpty();
		assertThat(this.queue.find(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
		assertThat(this.queue.cancel(new JobId("nothing"))).isFalse();
	}

	@Test
	void j11CancelOfARunningJobIsAskedForAndOfAFinishedOneRefused() {
		JobId id = this.queue.enqueue(new Export("EMEA"));
		JobLease lease = this.fixture.fetch("default").get(0).lease();
		JobId other = this.queue.enqueue(new Export("APAC"));
		this.fixture.complete(new Succeeded(this.fixture.fetch("default").get(0).lease(), null, HOUR));

		assertThat(this.queue.cancel(id)).isTrue();
		assertThat(this.queue.cancel(other)).isFalse();
		this.fixture.complete(new Succeeded(lease, null, HOUR));
		assertThat(this.queue.find(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
	}

	record Export(String region) {

	}

}
