package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.LongRunWarning;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.periodic.TaskScope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A run in the in-process lane, from the hand-over until its end is recorded. Its task is
 * of instance scope, so no store takes part.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InProcessDispatchBenchmark {

	private static final int RUNS = 1000;

	private final InProcessExecutor executor = new InProcessExecutor("lane-", 4, RUNS, false, "queue-capacity");

	private final LongRunWarning longRuns = new LongRunWarning(Duration.ofSeconds(30), System::nanoTime);

	private final Clock clock = Clock.systemUTC();

	private final Phaser ends = new Phaser(1);

	private final InProcessLane lane = createLane();

	private final PeriodicTask task = PeriodicTask.named("task", (context) -> null)
		.schedule(Schedule.cron("* * * * * *", ZoneOffset.UTC))
		.rules((rules) -> rules.scope(TaskScope.INSTANCE).overlap(OverlapPolicy.ALLOW_ALL))
		.build();

	private InProcessLane createLane() {
		ThreadFactory threads = Executors.defaultThreadFactory();
		InstanceAdmission admission = new InstanceAdmission();
		return new InProcessLane("node", this.clock, this.executor, threads,
				new TaskCalls(System::nanoTime, this.longRuns, threads), admission, admission,
				(run) -> this.ends.arriveAndDeregister());
	}

	@Setup
	public void start() {
		this.lane.start();
	}

	@TearDown
	public void stop() {
		this.lane.stop(Duration.ofSeconds(1));
		this.longRuns.close();
	}

	@Benchmark
	@OperationsPerInvocation(RUNS)
	public int dispatch() {
		Instant now = this.clock.instant();
		this.ends.bulkRegister(RUNS);
		for (int run = 0; run < RUNS; run++) {
			this.lane.run(new ClaimedRun(this.task, now, Trigger.SCHEDULE, ClaimedRun.UNCLAIMED, Instant.MAX),
					this.executor.reserveOrReject());
		}
		return this.ends.arriveAndAwaitAdvance();
	}

}
