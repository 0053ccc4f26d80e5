package dev.scheduling.chaos;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.scheduling.chaos.JobEvent.Kind;
import dev.scheduling.chaos.Work.Manner;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobState;
import dev.scheduling.queue.JobEnvelope;
import dev.scheduling.queue.JobEnvelopeCodec;
import dev.scheduling.queue.PayloadTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The main test of durable jobs: processes that enqueue and run jobs on one Redis, while
 * one kind of fault after the other is done to them (the ledger law and rules J1, J8, J9,
 * J18, J20, J21). Draws are repeated with {@code -Dchaos.seed}.
 */
@Tag("chaos")
class ChaosTests {

	private static final long SEED = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));

	private static final int KILLS = Integer.getInteger("chaos.kills", 44);

	private static final int OOM_SECONDS = Integer.getInteger("chaos.oom-seconds", 60);

	private static final Duration LEASE = ChaosCluster.LEASE;

	private static final ChaosFigures figures = new ChaosFigures();

	private final Random random = new Random(SEED);

	private ChaosCluster cluster;

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	private Path folder;

	@BeforeEach
	void open(TestInfo test) {
		System.out.printf("%s: -Dchaos.seed=%d%n", test.getDisplayName(), SEED);
		this.cluster = new ChaosCluster(this.folder, ChildClasses.sound());
	}

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@AfterAll
	static void printFigures() {
		System.out.printf("chaos: -Dchaos.seed=%d%n%s%n", SEED, figures);
	}

	@Test
	void j8JobsOfAKilledWorkerStartAgainALeaseLater() {
		this.cluster.startWorkers(5);
		this.cluster.startProducer(SEED, 60, 300);
		this.cluster.pass(Duration.ofSeconds(1));

		for (int i = 0; i < KILLS; i++) {
			this.cluster.faults().kill(this.cluster.drawWorker(this.random));
			this.cluster.pass(Duration.ofMillis(300 + this.random.nextInt(1000)));
		}

		ChaosReport report = finish();
		List<Long> recoveries = report.history().recoveries();
		figures.recovered(recoveries);
		assertThat(recoveries).hasSizeGreaterThanOrEqualTo(KILLS * 10 / 11)
			.allMatch((nanos) -> nanos <= LEASE.plusSeconds(1).toNanos());
	}

	@Test
	void j8WorkerThatStoodStillForTwoLeasesChangesNothingOfWhatOthersHave() {
		this.cluster.startWorkers(3);
		this.cluster.startProducer(SEED, 40, 400);
		try (LocalProducer local = this.cluster.localProducer()) {
			for (int i = 0; i < 4; i++) {
				for (int job = 0; job < 4; job++) {
					local.enqueue("deaf-%d-%d".formatted(i, job), 4500, Manner.DEAF);
				}
				this.cluster.pass(Duration.ofMillis(300 + this.random.nextInt(300)));
				Runnable go = this.cluster.faults().pause(this.cluster.drawWorker(this.random));
				this.cluster.pass(LEASE.multipliedBy(2));
				go.run();
			}
		}

		long refused = finish().history().of(Kind.STALE).count();
		figures.refused(refused);
		assertThat(refused).isPositive();
	}

	@Test
	void j1AndJ8RepliesThatGetLostAndLinksThatAreCutNeitherLoseNorDoubleAJob() {
		this.cluster.startWorkers(3);
		this.cluster.startProducer(SEED, 40, 100);

		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
		while (System.nanoTime() < end) {
			List<ChaosNode> nodes = this.cluster.nodes();
			ChaosNode node = nodes.get(this.random.nextInt(nodes.size()));
			Runnable heal = drawLinkFault(node);
			this.cluster.pass(Duration.ofMillis(200 + this.random.nextInt(500)));
			heal.run();
		}

		finish();
	}

	private Runnable drawLinkFault(ChaosNode node) {
		LinkProxy link = node.link();
		int amount = 1 + this.random.nextInt(3);
		return switch (this.random.nextInt(5)) {
			case 0, 1 -> this.cluster.faults()
				.disturbLink(node, "loses replies: " + amount,
						() -> IntStream.range(0, amount).forEach((i) -> link.dropReply()));
			case 2 -> this.cluster.faults().disturbLink(node, "is cut off", link::cut);
			case 3 -> this.cluster.faults()
				.disturbLink(node, "is slow: %d ms".formatted(amount * 40),
						() -> link.delay(Duration.ofMillis(amount * 40L)));
			default -> this.cluster.faults().disturbLink(node, "hears nothing", () -> link.hold(true));
		};
	}

	@Test
	void j21QueueGoesOnWithinASecondWhenRedisIsBackAndHasLostNothing() {
		this.cluster.startWorkers(3);
		this.cluster.startProducer(SEED, 60, 100);
		List<Long> back = new ArrayList<>();

		for (int i = 0; i < 8; i++) {
			Runnable restart = this.cluster.faults().killRedis();
			this.cluster.pass(Duration.ofMillis(200 + this.random.nextInt(1500)));
			restart.run();
			back.add(System.nanoTime());
			this.cluster.pass(Duration.ofMillis(1500));
			this.cluster.view().forgetScripts();
			this.cluster.pass(Duration.ofMillis(500));
		}

		assertHealed(finish(), back);
	}

	@Test
	void j21EmptiedRedisIsFilledAgain() {
		this.cluster.startWorkers(2);
		this.cluster.startProducer(SEED, 40, 200);
		List<Long> back = new ArrayList<>();

		for (int i = 0; i < 2; i++) {
			this.cluster.pass(Duration.ofSeconds(2));
			this.cluster.faults().wipeRedis();
			back.add(System.nanoTime());
		}
		this.cluster.pass(Duration.ofSeconds(3));

		assertHealed(finish(), back);
	}

	private static void assertHealed(ChaosReport report, List<Long> back) {
		back.forEach((time) -> {
			long healed = report.history().healedAfter(time).orElseThrow();
			figures.healed(healed);
			assertThat(Duration.ofNanos(healed)).isLessThanOrEqualTo(Duration.ofSeconds(1));
		});
	}

	@Test
	void j8NoLeaseIsLostWhileRedisIsFullOrTheProcessorsAreBusy() {
		this.cluster.startWorkers(2);
		this.cluster.startProducer(SEED, 20, 100);
		try (LocalProducer local = this.cluster.localProducer()) {
			IntStream.range(0, 6).forEach((i) -> local.enqueue("long-" + i, OOM_SECONDS * 1000, Manner.CALM));
			this.cluster.pass(Duration.ofSeconds(1));
			this.cluster.view().limitMemory(true);
			this.cluster.log().add("redis is full");
			this.cluster.pass(Duration.ofSeconds(OOM_SECONDS));
			this.cluster.view().limitMemory(false);
			this.cluster.log().add("redis is not full any more");
			int busy = 4 * Runtime.getRuntime().availableProcessors();
			IntStream.range(0, busy).forEach((i) -> local.enqueue("busy-" + i, 10_000, Manner.BUSY));
			this.cluster.pass(Duration.ofSeconds(11));
		}

		ChaosReport report = finish();
		figures.leasesLost(report.crashes() + report.extraStarts());
		assertThat(report.history().of(Kind.REFUSED)).isNotEmpty();
		assertThat(report.history().of(Kind.UNKNOWN)).isEmpty();
		assertThat(report.crashes()).isZero();
		assertThat(report.extraStarts()).isZero();
	}

	@Test
	void j20RollingRestartRunsNoJobTwice() {
		this.cluster.startWorkers(3);
		this.cluster.startProducer(SEED, 60, 300);

		this.cluster.workers().forEach(this.cluster::replace);

		ChaosReport report = finish();
		figures.duplicatesOfStops(report.extraStarts());
		assertThat(report.extraStarts()).isZero();
		assertThat(report.crashes()).isZero();
	}

	@Test
	void j9AndJ18JobsThatCannotBeRunHarmNoOthers() {
		this.cluster.startWorkers(3);
		byte[] sound = envelope("{}");
		try (LocalProducer local = this.cluster.localProducer()) {
			JobId empty = plant("empty", new byte[0]);
			JobId torn = plant("torn", Arrays.copyOf(sound, sound.length / 2));
			JobId foreign = plant("foreign", "{\"class\": \"java.lang.Runtime\"}".getBytes(StandardCharsets.UTF_8));
			JobId large = plant("large", envelope('"' + "x".repeat(1_000_000) + '"'));
			assertThatExceptionOfType(PayloadTooLargeException.class).isThrownBy(() -> local.queue()
				.enqueue("work", new Work("x".repeat(300_000), 1, 0, Manner.CALM), JobOptions.defaults()));
			JobId poison = local.enqueue("poison", 200, Manner.POISON);
			List<JobId> neighbours = IntStream.range(0, 49)
				.mapToObj((i) -> local.enqueue("neighbour-" + i, 100, Manner.CALM))
				.toList();

			int deaths = awaitDead(local, poison);
			this.cluster.await(() -> neighbours.stream().allMatch((id) -> state(local, id) == JobState.SUCCEEDED));

			assertThat(deaths).isEqualTo(3);
			assertThat(List.of(empty, torn)).allMatch((id) -> state(local, id) == JobState.DEAD);
			// What a newer version may have written waits for one, and for the operator.
			assertThat(List.of(foreign, large)).allMatch((id) -> !state(local, id).isFinished())
				.allMatch(local.queue()::cancel);
		}
		finish();
	}

	private JobId plant(String key, byte[] envelope) {
		JobId id = JobId.of(key, JobId.DEFAULT_QUEUE);
		this.cluster.view().plant(id, envelope);
		return id;
	}

	private static byte[] envelope(String payload) {
		return new JobEnvelopeCodec().encode(new JobEnvelope("work", Instant.EPOCH, null, null, null, Map.of(),
				payload.getBytes(StandardCharsets.UTF_8)));
	}

	private int awaitDead(LocalProducer local, JobId poison) {
		int[] deaths = new int[1];
		long[] seen = { System.nanoTime() };
		this.cluster.await(() -> {
			deaths[0] += this.cluster.faults().replaceDead(this.cluster.workers(), seen[0]);
			seen[0] = System.nanoTime();
			return state(local, poison) == JobState.DEAD;
		});
		return deaths[0];
	}

	private static JobState state(LocalProducer local, JobId id) {
		return local.queue().find(id).orElseThrow().state();
	}

	/** Lets all jobs end and holds what was done against what is promised. */
	private ChaosReport finish() {
		this.cluster.drain();
		ChaosReport report = ChaosReport.of(this.cluster);
		report.addTo(figures);
		Set<String> left = this.cluster.view().leftAfterAMonth();
		figures.left(left.size());
		System.out.printf("%d jobs stored, %d starts, %d crashes, redis %s%n", report.history().stored().size(),
				report.history().of(Kind.STARTED).count(), report.crashes(), this.cluster.view().version());
		assertThat(report.violations()).as(this::describe).isEmpty();
		assertThat(left).isEmpty();
		return report;
	}

	private String describe() {
		return "%n-Dchaos.seed=%d, files in %s%nWhat was done:%n%s%nViolations".formatted(SEED, this.folder,
				this.cluster.log().text());
	}

}
