package dev.scheduling.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.zaxxer.hikari.HikariDataSource;

/**
 * Recurring tasks of db-scheduler. Its cron keeps the fraction of a second, which counts
 * for its nominal time as lateness.
 */
final class DbScheduler implements Subject {

	private final int threads;

	DbScheduler(int threads) {
		this.threads = threads;
	}

	@Override
	public Backing backing() {
		return Backing.POSTGRES;
	}

	@Override
	public String settings(int tasks) {
		return "cron `* * * * * *`, %d threads, %d connections, lock-and-fetch (0.5, 4.0), polls each 100 ms"
			.formatted(this.threads, this.threads);
	}

	@Override
	public AutoCloseable start(Load load) throws SQLException {
		HikariDataSource dataSource = DbSchedulerDatabase.open(load.port(), this.threads);
		List<RecurringTask<Void>> tasks = IntStream.range(0, load.tasks())
			.mapToObj((task) -> task(task, load))
			.toList();
		Scheduler scheduler = Scheduler.create(dataSource)
			.startTasks(tasks)
			.threads(this.threads)
			.pollUsingLockAndFetch(0.5, 4.0)
			.pollingInterval(Duration.ofMillis(100))
			.build();
		scheduler.start();
		return () -> {
			scheduler.stop();
			dataSource.close();
		};
	}

	private static RecurringTask<Void> task(int task, Load load) {
		return Tasks.recurring("task-" + task, new CronSchedule("* * * * * *", ZoneOffset.UTC))
			.execute((instance, context) -> load.starts().add(task, context.getExecution().executionTime));
	}

}
