package dev.scheduling.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

import dev.scheduling.testing.Nemesis;
import dev.scheduling.testing.Times;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The main test of ticks: several processes on one Redis, while at random processes are
 * killed, stopped and paused, clocks set, and Redis restarted (rules T5 to T10, T12, T19,
 * J24 and the conservation law). How long is set with {@code -Dnemesis.seconds}, what
 * happens is repeated with {@code -Dnemesis.seed}.
 */
@Tag("nemesis")
class NemesisTests {

	private static final int NODES = 3;

	private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("nemesis.seconds", 175));

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final long seed = Long.getLong("nemesis.seed", new Random().nextInt(1_000_000));

	private final Times times = Times.now();

	private DisturbedCluster cluster;

	private LedgerReader ledgers;

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	private Path folder;

	@AfterEach
	void end() {
		this.ledgers.close();
		this.cluster.close();
	}

	@Test
	void t5EachTickRunsOnceOrIsAccountedForWhateverHappens() {
		List<Fault> plan = FaultPlan.of(this.seed, NODES, LENGTH);
		System.out.printf("nemesis: -Dnemesis.seed=%d -Dnemesis.seconds=%d, %d faults, clocks by %s%n", this.seed,
				LENGTH.toSeconds(), plan.size(), NodeClock.mechanism());
		this.cluster = new DisturbedCluster(this.folder, NODES, this.times);
		this.ledgers = new LedgerReader(this.cluster.redisPort(), "cluster");
		await(() -> NodeApplication.TASKS.stream().allMatch(this::hasRun));

		new Nemesis(this::watch).run(plan.stream()
			.map((fault) -> new Nemesis.Planned(fault.at(), fault.length(), () -> this.cluster.begin(fault)))
			.toList());
		long healed = System.nanoTime();
		await(() -> NodeApplication.IN_PROCESS.stream().allMatch((task) -> hasRunSince(task, healed)));
		await(() -> NodeApplication.DURABLE.stream()
			.allMatch((task) -> hasRunSince(task, healed) || this.ledgers.isDelayed()));
		this.cluster.stopAll();

		NemesisReport report = new NemesisReport(this.cluster, this.ledgers, this.times);
		await(() -> this.ledgers.read("the end"));
		System.out.println(report.figures() + FaultPlan.summary(plan));
		assertThat(report.violations()).as(() -> report.text(this.seed, this.folder)).isEmpty();
	}

	private void watch() {
		this.cluster.checkAlive();
		this.ledgers.read(this.times.text(System.nanoTime()));
	}

	private boolean hasRun(String task) {
		return hasRunSince(task, Long.MIN_VALUE);
	}

	private boolean hasRunSince(String task, long time) {
		return Run.of(task, this.cluster.events()).stream().anyMatch((run) -> run.begin() > time && run.hasReturned());
	}

	private void await(Callable<Boolean> condition) {
		Awaitility.await("seed " + this.seed).pollInterval(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> {
			watch();
			return condition.call();
		});
	}

}
