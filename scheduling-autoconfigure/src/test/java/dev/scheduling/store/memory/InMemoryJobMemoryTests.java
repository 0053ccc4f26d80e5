package dev.scheduling.store.memory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.scheduling.job.JobId;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.Parked;
import dev.scheduling.store.JobCompletion.Succeeded;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.ParkedGroup;
import dev.scheduling.store.QueueRetention;
import dev.scheduling.store.ReapRules;
import dev.scheduling.testing.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What jobs leave behind in memory.
 */
class InMemoryJobMemoryTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final MutableClock clock = new MutableClock("2026-11-23T12:00:00Z");

	private final InMemoryJobStore store = new InMemoryJobStore(this.clock, new Random(1));

	private final InMemoryQueueControlStore controls = new InMemoryQueueControlStore(this.store);

	private int calls;

	private int flushes;

	@Test
	void j13NothingOfAJobIsLeftWhicheverWayItEnded() {
		this.store.enqueue("default", List.of(job("a"), job("b"), job("c"), job("d"), job("e"), job("f")),
				JobStore.UNLIMITED);
		List<FetchedJob> jobs = fetch();
		complete(new Succeeded(jobs.get(0).lease(), new byte[1], HOUR), new Died(jobs.get(1).lease(), "error", HOUR),
				parked(jobs.get(2)), parked(jobs.get(3)), parked(jobs.get(4)),
				new Succeeded(jobs.get(5).lease(), null, Duration.ZERO));
		this.controls.retry("default", List.of(id("b")));
		this.controls.delete("default", List.of(id("c")));
		this.controls.cancel("default", List.of(id("d")));
		for (FetchedJob job : fetch()) {
			this.controls.delete("default", List.of(job.lease().id()));
			complete(new Succeeded(job.lease(), null, HOUR));
		}

		for (int hours = 0; hours < 3; hours++) {
			this.clock.advance(HOUR);
			this.store.reap("default",
					ReapRules.of(Duration.ofSeconds(9), new QueueRetention(HOUR, 10, HOUR, 10, HOUR)));
		}

		MemoryQueue queue = this.store.jobsOf("default");
		assertThat(queue.jobs).isEmpty();
		assertThat(queue.retention.remembered()).isEmpty();
		assertThat(queue.queued()).isEmpty();
		assertThat(queue.parkedGroups()).isEmpty();
		assertThat(queue.unique.describe().values()).allMatch(Map::isEmpty);
		assertThat(queue.slots.describe()).isEmpty();
	}

	private List<FetchedJob> fetch() {
		this.calls++;
		return this.store
			.fetch(new JobFetch("default", "w1", "n" + this.calls, "n" + (this.calls - 1), 10, Duration.ofSeconds(9))
				.with(List.of(new ParkedGroup("export", Set.of("f1")))))
			.jobs();
	}

	private void complete(JobCompletion... completions) {
		this.store.complete(new JobFlush("default", "w1", "c" + this.flushes++, List.of(completions)));
	}

	private static Parked parked(FetchedJob job) {
		return new Parked(job.lease(), "export", "f1", "reason", HOUR);
	}

	private static NewJob job(String key) {
		return NewJob.ready(id(key), new byte[] { 1 });
	}

	private static JobId id(String key) {
		return JobId.of(key, "default");
	}

}
