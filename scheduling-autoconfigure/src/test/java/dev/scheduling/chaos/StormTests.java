package dev.scheduling.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.scheduling.testing.Nemesis;
import dev.scheduling.testing.Nemesis.Planned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All faults of {@link ChaosTests} at random and over each other. How long is set with
 * {@code -Dchaos.seconds}, what is drawn is repeated with {@code -Dchaos.seed}.
 */
@Tag("chaos")
class StormTests {

	private static final long SEED = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));

	private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 30));

	private static final int WORKERS = 3;

	private final Random random = new Random(SEED);

	private ChaosCluster cluster;

	private boolean redisIsBusy;

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	private Path folder;

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@Test
	void eachJobEndsOnceWhateverHappens() {
		System.out.printf("storm: -Dchaos.seed=%d -Dchaos.seconds=%d%n", SEED, LENGTH.toSeconds());
		this.cluster = new ChaosCluster(this.folder, ChildClasses.sound());
		this.cluster.startWorkers(WORKERS);
		this.cluster.startProducer(SEED, 20, 300);

		new Nemesis(this.cluster::watch).run(plan());
		this.cluster.drain();

		ChaosReport report = ChaosReport.of(this.cluster);
		ChaosFigures figures = new ChaosFigures();
		report.addTo(figures);
		System.out.println(figures);
		assertThat(report.violations()).as(this::describe).isEmpty();
		assertThat(this.cluster.view().leftAfterAMonth()).isEmpty();
	}

	private List<Planned> plan() {
		List<Planned> plan = new ArrayList<>();
		for (long at = 0; at < LENGTH.toMillis(); at += 500 + this.random.nextInt(2500)) {
			long length = 200 + this.random.nextInt(3800);
			plan.add(new Planned(Duration.ofMillis(at), Duration.ofMillis(length), draw()));
		}
		return plan;
	}

	private Supplier<BooleanSupplier> draw() {
		int node = this.random.nextInt(WORKERS);
		int what = this.random.nextInt(10);
		return switch (what) {
			case 0, 1 -> () -> killWorker(node);
			case 2, 3 -> () -> onWorker(node, this.cluster.faults()::pause);
			case 4 -> () -> onRedis(this.cluster.faults()::killRedis);
			case 5 -> () -> onRedis(this.cluster.faults()::freezeRedis);
			case 6 -> () -> onRedis(this::forgetScripts);
			default -> () -> onLink(this.random.nextInt(WORKERS + 1), what);
		};
	}

	private BooleanSupplier killWorker(int node) {
		if (this.cluster.workers().get(node).isReady()) {
			this.cluster.faults().kill(this.cluster.workers().get(node));
		}
		return () -> true;
	}

	private BooleanSupplier onWorker(int node, Function<ChaosNode, Runnable> fault) {
		ChaosNode worker = this.cluster.workers().get(node);
		return worker.isReady() ? ending(fault.apply(worker)) : () -> true;
	}

	private BooleanSupplier onLink(int node, int what) {
		ChaosNode disturbed = this.cluster.nodes().get(node);
		LinkProxy link = disturbed.link();
		Runnable heal = switch (what) {
			case 7 -> this.cluster.faults()
				.disturbLink(disturbed, "loses replies", () -> IntStream.range(0, 5).forEach((i) -> link.dropReply()));
			case 8 -> this.cluster.faults().disturbLink(disturbed, "is cut off", () -> link.refuse(true));
			default ->
				this.cluster.faults().disturbLink(disturbed, "is slow", () -> link.delay(Duration.ofMillis(100)));
		};
		return ending(heal);
	}

	private BooleanSupplier onRedis(Supplier<Runnable> fault) {
		if (this.redisIsBusy) {
			return () -> true;
		}
		this.redisIsBusy = true;
		Runnable end = fault.get();
		return () -> {
			end.run();
			this.redisIsBusy = false;
			return true;
		};
	}

	private Runnable forgetScripts() {
		this.cluster.view().forgetScripts();
		return () -> {
		};
	}

	private static BooleanSupplier ending(Runnable end) {
		return () -> {
			end.run();
			return true;
		};
	}

	private String describe() {
		return "%n-Dchaos.seed=%d, files in %s%nWhat was done:%n%s%nViolations".formatted(SEED, this.folder,
				this.cluster.log().text());
	}

}
