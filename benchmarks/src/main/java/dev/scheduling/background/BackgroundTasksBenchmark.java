package dev.scheduling.background;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A background task, from {@code add} until it has run. There is no request and no
 * transaction.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BackgroundTasksBenchmark {

	private static final int TASKS = 1000;

	private final InProcessExecutor executor = new InProcessExecutor("background-", 4, TASKS, false, "queue-capacity");

	private final LongRunWarning longRuns = new LongRunWarning(Duration.ofSeconds(30), System::nanoTime);

	private final BackgroundTasks tasks = new InProcessBackgroundTasks(this.executor, this.longRuns, false);

	private final Phaser ends = new Phaser(1);

	@TearDown
	public void stop() {
		this.executor.shutdown(Duration.ofSeconds(1));
		this.longRuns.close();
	}

	@Benchmark
	@OperationsPerInvocation(TASKS)
	public int add() {
		this.ends.bulkRegister(TASKS);
		for (int task = 0; task < TASKS; task++) {
			this.tasks.add("task", this.ends::arriveAndDeregister);
		}
		int phase = this.ends.arriveAndAwaitAdvance();
		// A place is given back only after its task has ended.
		while (this.executor.taken() > 0) {
			Thread.onSpinWait();
		}
		return phase;
	}

}
