package dev.scheduling.benchmarks;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;

import org.quartz.Scheduler;

/**
 * Quartz on a database, as a node of a cluster.
 */
final class QuartzJdbc implements Subject {

	private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

	private final int threads;

	QuartzJdbc(int threads) {
		this.threads = threads;
	}

	@Override
	public Backing backing() {
		return Backing.POSTGRES;
	}

	@Override
	public String settings(int tasks) {
		return "cron `* * * * * ?`, `JobStoreTX` clustered, %d threads, %d connections".formatted(this.threads,
				connections());
	}

	private int connections() {
		return this.threads + 3;
	}

	@Override
	public AutoCloseable start(Load load) throws Exception {
		String url = PostgresServer.url(load.port());
		createTables(url);
		Properties settings = new Properties();
		settings.setProperty("org.quartz.scheduler.instanceId", "AUTO");
		settings.setProperty("org.quartz.threadPool.threadCount", Integer.toString(this.threads));
		settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
		settings.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
		settings.setProperty("org.quartz.jobStore.driverDelegateClass",
				"org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
		settings.setProperty("org.quartz.jobStore.isClustered", "true");
		settings.setProperty("org.quartz.jobStore.dataSource", "postgres");
		settings.setProperty("org.quartz.dataSource.postgres.provider", "hikaricp");
		settings.setProperty("org.quartz.dataSource.postgres.driver", "org.postgresql.Driver");
		settings.setProperty("org.quartz.dataSource.postgres.URL", url);
		settings.setProperty("org.quartz.dataSource.postgres.user", PostgresServer.USER);
		settings.setProperty("org.quartz.dataSource.postgres.maxConnections", Integer.toString(connections()));
		return QuartzJob.start(load, settings);
	}

	private static void createTables(String url) throws Exception {
		try (InputStream tables = Objects.requireNonNull(Scheduler.class.getResourceAsStream(TABLES));
				Connection connection = DriverManager.getConnection(url, PostgresServer.USER, "");
				Statement statement = connection.createStatement()) {
			statement.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

}
