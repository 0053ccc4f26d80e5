package dev.scheduling.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.scheduling.chaos.Work.Manner;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The suite finds what it is there to find: each script is broken in the processes of a
 * cluster and must be caught by a scenario that the sound scripts stand.
 */
@Tag("chaos")
class BrokenScriptTests {

	private static final long SEED = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));

	private static final boolean IS_SHORT = Integer.getInteger("chaos.seconds", 0) < 60;

	private final Random random = new Random(SEED);

	private ChaosCluster cluster;

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	private Path folder;

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@ParameterizedTest
	@EnumSource
	void isCaught(Defect defect) {
		List<String> violations = violations(defect,
				ChildClasses.of(this.folder, List.of(ScriptChange.SHORT_CRASH_DELAY, defect.change())));

		System.out.printf("%s, -Dchaos.seed=%d: %d violations, such as %s%n", defect, SEED, violations.size(),
				violations.stream().findFirst().orElse("none"));
		assertThat(violations).anyMatch((text) -> text.contains(defect.violation));
	}

	@ParameterizedTest
	@MethodSource("playedOnSoundScripts")
	void isNotSeenInSoundScripts(Defect defect) {
		assertThat(violations(defect, ChildClasses.sound()))
			.as(() -> "-Dchaos.seed=%d%n%s".formatted(SEED, this.cluster.log().text()))
			.isEmpty();
	}

	/** The short form leaves out what {@link ChaosTests} does to sound scripts. */
	static Stream<Defect> playedOnSoundScripts() {
		return IS_SHORT ? Stream.of(Defect.REAPER_WITHOUT_GRACE) : Stream.of(Defect.values());
	}

	private List<String> violations(Defect defect, ChildClasses classes) {
		this.cluster = new ChaosCluster(this.folder, classes, defect.lease);
		defect.scenario.play(this);
		try {
			this.cluster.drain(Duration.ofSeconds(10));
		}
		catch (ConditionTimeoutException ex) {
			// A broken script need not let all jobs end; what is left over is in the
			// report.
			this.cluster.stopWorkers();
		}
		ChaosReport report = ChaosReport.of(this.cluster);
		List<String> violations = new ArrayList<>(report.violations());
		if (!defect.killsWorkers && report.crashes() > 0) {
			violations.add("%d crashes counted, no worker has died".formatted(report.crashes()));
		}
		return violations;
	}

	/** A worker stands still while another one has its jobs, and ends them then. */
	private void freezeWorker() {
		this.cluster.startWorkers(2);
		try (LocalProducer local = this.cluster.localProducer()) {
			IntStream.range(0, 6).forEach((i) -> local.enqueue("deaf-" + i, 6000, Manner.DEAF));
			this.cluster.await(() -> this.cluster.workers().stream().anyMatch(BrokenScriptTests::runsJobs));
			Runnable go = this.cluster.faults().pause(busyWorker());
			this.cluster.pass(this.cluster.lease().multipliedBy(2));
			go.run();
			this.cluster.pass(Duration.ofSeconds(3));
		}
	}

	private ChaosNode busyWorker() {
		return this.cluster.workers().stream().filter(BrokenScriptTests::runsJobs).findFirst().orElseThrow();
	}

	private static boolean runsJobs(ChaosNode worker) {
		return worker.events().stream().anyMatch((event) -> event.kind() == JobEvent.Kind.STARTED);
	}

	/** Nothing happens but that jobs take longer than a lease. */
	private void runLong() {
		this.cluster.startWorkers(2);
		try (LocalProducer local = this.cluster.localProducer()) {
			IntStream.range(0, 6).forEach((i) -> local.enqueue("long-" + i, 4000, Manner.CALM));
			this.cluster.pass(Duration.ofSeconds(4));
		}
	}

	/**
	 * Redis stands still for longer than a lease, and a worker a little longer. It gives
	 * up its jobs and hands them back, which is within the grace.
	 */
	private void freezeRedis() {
		this.cluster.startWorkers(2);
		try (LocalProducer local = this.cluster.localProducer()) {
			IntStream.range(0, 12).forEach((i) -> local.enqueue("long-" + i, 9000, Manner.CALM));
			this.cluster.await(() -> this.cluster.workers().stream().anyMatch(BrokenScriptTests::runsJobs));
			this.cluster.pass(Duration.ofSeconds(1));
			Runnable redisGoes = this.cluster.faults().freezeRedis();
			Runnable workerGoes = this.cluster.faults().pause(busyWorker());
			this.cluster.pass(this.cluster.lease().multipliedBy(5).dividedBy(4));
			redisGoes.run();
			this.cluster.pass(Duration.ofMillis(1300));
			workerGoes.run();
			this.cluster.pass(Duration.ofSeconds(4));
		}
	}

	/** Workers do not hear what they were given. */
	private void loseRepliesOfWorkers() {
		this.cluster.startWorkers(2);
		this.cluster.startProducer(SEED, 60, 20);
		loseReplies(this.cluster.workers());
	}

	/** Producers do not hear what was stored. */
	private void loseRepliesOfProducers() {
		this.cluster.startWorkers(2);
		ChaosNode producer = this.cluster.startProducer(SEED, 60, 5);
		loseReplies(List.of(producer));
	}

	/** One at a time, which costs nobody a lease and is no disturbance. */
	private void loseReplies(List<ChaosNode> nodes) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
		while (System.nanoTime() < end) {
			nodes.forEach((node) -> node.link().dropReply());
			this.cluster.pass(Duration.ofMillis(300 + this.random.nextInt(200)));
		}
		nodes.forEach((node) -> node.link().heal());
	}

	@FunctionalInterface
	private interface Scenario {

		void play(BrokenScriptTests test);

	}

	/** A script that is broken, and what tells. */
	enum Defect {

		ACK_WITHOUT_TOKEN_CHECK(
				new ScriptChange("jobs", "if claim.owner == owner and claim.token == token(i) then",
						"if claim.owner ~= '' then"),
				2, BrokenScriptTests::freezeWorker, true, "accepted after another had the job"),

		REAPER_WITHOUT_CHECK_OF_LEASES(
				new ScriptChange("reap", "redis.call('ZRANGEBYSCORE', ACTIVE, '-inf', digits(now), 'WITHSCORES'",
						"redis.call('ZRANGEBYSCORE', ACTIVE, '-inf', '+inf', 'WITHSCORES'"),
				2, BrokenScriptTests::runLong, false, "started again without a cause"),

		REAPER_WITHOUT_GRACE(new ScriptChange("reap", "if graceUntil() <= now then", "if graceUntil() then"), 6,
				BrokenScriptTests::freezeRedis, false, "crashes counted"),

		FETCH_WITHOUT_NONCE(new ScriptChange("fetching",
				"if last.nonce ~= request.nonce then\n\t\ttakeBack(request.owner, last, request.received, now)",
				"if true then"), 3, BrokenScriptTests::loseRepliesOfWorkers, false, "crashes counted"),

		ENQUEUE_THAT_IS_NOT_IDEMPOTENT(
				new ScriptChange("enqueue",
						"known[i] or (fresh[job.id] and fresh[job.id].envelope)\n\tif remembered[i] or envelope",
						"fresh[job.id] and fresh[job.id].envelope\n\tif envelope"),
				3, BrokenScriptTests::loseRepliesOfProducers, false, "ran again after its end");

		private final ScriptChange change;

		private final Duration lease;

		private final Scenario scenario;

		private final boolean killsWorkers;

		private final String violation;

		Defect(ScriptChange change, int lease, Scenario scenario, boolean killsWorkers, String violation) {
			this.change = change;
			this.lease = Duration.ofSeconds(lease);
			this.scenario = scenario;
			this.killsWorkers = killsWorkers;
			this.violation = violation;
		}

		ScriptChange change() {
			return this.change;
		}

	}

}
