package dev.scheduling.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.store.CompletionResult;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.Failed;
import dev.scheduling.store.JobCompletion.Parked;
import dev.scheduling.store.JobCompletion.Succeeded;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.JobReport;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.ParkedGroup;
import dev.scheduling.store.QueueRetention;
import dev.scheduling.store.ReapRules;
import dev.scheduling.store.StoreFullException;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.store.TickClaim;
import dev.scheduling.testing.RedisProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What jobs leave behind in Redis, and what a full Redis still does.
 */
class RedisJobMemoryTests {

	private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	private static final Duration LEASE = Duration.ofSeconds(9);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final byte[] ENVELOPE = { 1, 2, 3 };

	@ParameterizedTest
	@EnumSource
	void j21FullRedisCanBeDrainedButTakesNothingNew(Version version) {
		try (RedisJobFixture redis = new RedisJobFixture(version.start.get())) {
			redis.empty(START);
			RedisJobFixture.Stores stores = redis.stores();
			stores.ticks().register("default", List.of(new TaskStamp("report", "a")));
			stores.jobs().enqueue("default", List.of(job("a"), job("b"), job("c"), job("d")));
			redis.advance(Duration.ofSeconds(1));

			redis.limitMemory(true);

			assertThatExceptionOfType(StoreFullException.class)
				.isThrownBy(() -> stores.jobs().enqueue("default", List.of(job("e"))));
			assertThatExceptionOfType(StoreFullException.class)
				.isThrownBy(() -> stores.ticks().claim("default", List.of(tick())));
			drain(stores);
			redis.limitMemory(false);
			assertThat(stores.jobs().find(id("e"))).isEmpty();
			assertThat(stores.ticks().ledger("default", "report").accounted()).isZero();
		}
	}

	private static void drain(RedisJobFixture.Stores stores) {
		List<JobLease> leases = fetch(stores, "n1", "", 4);
		RedisJobLeaseStore store = stores.leases();
		store.announce("w1", "f1", List.of("default"), LEASE);
		assertThat(store.renew("default", "w1", LEASE, leases).lost()).isEmpty();
		assertThat(
				store.report("default", "w1", new JobReport(leases.get(0), 1, new Job.Progress(1, 2), List.of("line"))))
			.isTrue();
		store.reap("default", ReapRules.of(LEASE));
		stores.jobs().cancel(leases.get(3).id());
		JobFlush flush = new JobFlush("default", "w1", "f1",
				List.of(new Succeeded(leases.get(0), ENVELOPE, HOUR), new Failed(leases.get(1), "error", HOUR),
						new Died(leases.get(2), "error", HOUR), new Succeeded(leases.get(3), null, HOUR)));
		assertThat(store.complete(flush)).containsExactly(CompletionResult.ACCEPTED, CompletionResult.ACCEPTED,
				CompletionResult.ACCEPTED, CompletionResult.CANCELLED);
	}

	@Test
	void j13NothingOfAJobIsLeftAfterItsRetention() {
		try (RedisJobFixture redis = new RedisJobFixture()) {
			redis.empty(START);
			RedisJobFixture.Stores stores = redis.stores();
			live(redis, stores, "first");
			Map<String, Long> baseline = redis.sizes();

			live(redis, stores, "second");

			assertThat(redis.sizes()).isEqualTo(baseline);
			assertThat(baseline).containsOnlyKeys("scheduling:{test/q/default}:meta");
		}
	}

	@Test
	void j13NothingOfParkedRetriedAndDeletedJobsIsLeft() {
		try (RedisJobFixture redis = new RedisJobFixture()) {
			redis.empty(START);
			RedisJobFixture.Stores stores = redis.stores();
			stores.jobs()
				.enqueue("default", List.of(job("a"), job("b"), job("c"), job("d"), job("e")), JobStore.UNLIMITED);
			List<JobLease> leases = fetch(stores, "n1", "", 10);
			List<JobCompletion> parked = new ArrayList<>();
			leases.forEach((lease) -> parked.add(new Parked(lease, "export", "f1", "reason", HOUR)));
			stores.leases().complete(new JobFlush("default", "w1", "c1", parked));
			RedisQueueControlStore controls = stores.queueControls();

			controls.pause("default");
			controls.resume("default");
			controls.retry("default", List.of(id("a")));
			controls.delete("default", List.of(id("b")));
			controls.cancel("default", List.of(id("c")));
			List<JobLease> taken = stores.leases()
				.fetch(new JobFetch("default", "w1", "n2", "n1", 2, LEASE)
					.with(List.of(new ParkedGroup("export", Set.of("f1")))))
				.jobs()
				.stream()
				.map(FetchedJob::lease)
				.toList();
			assertThat(taken).hasSize(2);
			controls.delete("default", List.of(taken.get(0).id()));
			stores.leases()
				.complete(new JobFlush("default", "w1", "c2", List.of(new Succeeded(taken.get(0), ENVELOPE, HOUR),
						new Succeeded(taken.get(1), ENVELOPE, HOUR))));
			fetch(stores, "n3", "n2", 10).forEach((lease) -> stores.leases()
				.complete(new JobFlush("default", "w1", "c3", List.of(new Died(lease, "error", HOUR)))));
			QueueRetention kept = new QueueRetention(HOUR, 10, HOUR, 10, HOUR);
			for (int hours = 0; hours < 3; hours++) {
				redis.advance(HOUR);
				stores.leases().reap("default", ReapRules.of(LEASE, kept));
			}

			assertThat(redis.sizes()).containsOnlyKeys("scheduling:{test/q/default}:meta");
		}
	}

	/**
	 * Takes jobs to every end that there is, and waits until none is kept any longer.
	 */
	private static void live(RedisJobFixture redis, RedisJobFixture.Stores stores, String name) {
		stores.jobs()
			.enqueue("default", List.of(job(name + "1"), job(name + "2"), job(name + "3"), job(name + "4"),
					job(name + "5"), new NewJob(id(name + "6"), ENVELOPE, HOUR, null)));
		stores.jobs().cancel(id(name + "5"));
		stores.jobs().cancel(id(name + "6"));
		List<JobLease> leases = fetch(stores, name, "", 10);
		assertThat(leases).hasSize(4);
		stores.leases().report("default", "w1", new JobReport(leases.get(0), 1, new Job.Progress(1, 2), List.of("x")));
		stores.jobs().cancel(leases.get(3).id());
		stores.leases()
			.complete(new JobFlush("default", "w1", name,
					List.of(new Succeeded(leases.get(0), ENVELOPE, HOUR), new Died(leases.get(1), "error", HOUR),
							new Succeeded(leases.get(2), ENVELOPE, Duration.ZERO),
							new Succeeded(leases.get(3), null, HOUR))));
		redis.advance(HOUR);
		stores.leases().reap("default", ReapRules.of(LEASE));
		fetch(stores, name + "-last", name, 10);
		redis.advance(HOUR);
		stores.leases().reap("default", ReapRules.of(LEASE));
	}

	private static List<JobLease> fetch(RedisJobFixture.Stores stores, String nonce, String received, int max) {
		return stores.leases()
			.fetch(new JobFetch("default", "w1", nonce, received, max, LEASE))
			.jobs()
			.stream()
			.map(FetchedJob::lease)
			.toList();
	}

	private static DurableTick tick() {
		Instant nominal = START.plusSeconds(1);
		TickClaim claim = new TickClaim("report", "c1", "a", START, nominal, Duration.ofSeconds(1), Map.of(), null,
				TickAdmission.SKIP);
		return new DurableTick(claim, JobId.ofTick("report", nominal, "default"), ENVELOPE, HOUR);
	}

	private static NewJob job(String key) {
		return NewJob.ready(id(key), ENVELOPE);
	}

	private static JobId id(String key) {
		return JobId.of(key, "default");
	}

	enum Version {

		INSTALLED(RedisProcess::start),

		OLDEST(RedisProcess::startOldest);

		private final Supplier<RedisProcess> start;

		Version(Supplier<RedisProcess> start) {
			this.start = start;
		}

	}

}
