package dev.scheduling.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

	private static final String TABLE = """
			create table scheduled_tasks (
				task_name text not null,
				task_instance text not null,
				task_data bytea,
				execution_time timestamp with time zone not null,
				picked boolean not null,
				picked_by text,
				last_success timestamp with time zone,
				last_failure timestamp with time zone,
				consecutive_failures int,
				last_heartbeat timestamp with time zone,
				version bigint not null,
				priority smallint,
				primary key (task_name, task_instance));
			create index execution_time_idx on scheduled_tasks (execution_time);
			create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
			""";

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
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(PostgresServer.url(load.port()));
		dataSource.setUsername(PostgresServer.USER);
		dataSource.setMaximumPoolSize(this.threads);
		createTable(dataSource);
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

	private static void createTable(HikariDataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(TABLE);
		}
	}

}
