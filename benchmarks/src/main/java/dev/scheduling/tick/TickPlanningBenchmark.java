package dev.scheduling.tick;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Planning, for a tick: it becomes due, is taken, and the next one is planned.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TickPlanningBenchmark {

	private static final int TASKS = 1000;

	private final TickPlanner planner = new TickPlanner(() -> "call");

	private Instant now = Instant.parse("2026-03-01T12:00:00Z");

	@Setup
	public void addTasks() {
		Schedule schedule = Schedule.cron("* * * * * *", ZoneOffset.UTC);
		for (int task = 0; task < TASKS; task++) {
			this.planner.add(PeriodicTask.named("task-" + task, (context) -> null).schedule(schedule).build(), this.now,
					this.now);
		}
	}

	@Benchmark
	@OperationsPerInvocation(TASKS)
	public int planOneSecond() {
		this.now = this.now.plusSeconds(1);
		int ticks = 0;
		for (List<DueTick> due = this.planner.due(this.now); !due.isEmpty(); due = this.planner.due(this.now)) {
			due.forEach((tick) -> this.planner.advance(tick, tick.nominal()));
			ticks += due.size();
		}
		return ticks;
	}

}
