package dev.scheduling.benchmarks.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.scheduling.benchmarks.DbSchedulerDatabase;
import dev.scheduling.benchmarks.PostgresServer;

/**
 * One-time tasks of db-scheduler.
 */
final class DbSchedulerSubject implements LoadSubject {

	/** Half of what a new PostgreSQL allows. */
	private static final int CONNECTIONS = 50;

	private static final Clock CLOCK = Clock.systemUTC();

	@Override
	public Store keptIn() {
		return Store.POSTGRES;
	}

	@Override
	public String settings() {
		return "one-time tasks, threads at the concurrency, as many connections up to 50, lock-and-fetch (0.5, 4.0), polls each 100 ms; "
				+ "bulk: `scheduleBatch`";
	}

	@Override
	public boolean isInstalled() {
		return PostgresServer.isInstalled();
	}

	@Override
	public int backlog(int asked) {
		return Math.min(asked, 20_000);
	}

	@Override
	public LoadQueue open(Setup setup) throws Exception {
		HikariDataSource dataSource = DbSchedulerDatabase.open(setup.port(),
				Math.min(setup.concurrency(), CONNECTIONS));
		OneTimeTask<String> task = Tasks.oneTime("load", String.class)
			.execute((instance, context) -> run(setup.jobs(), instance.getData()));
		Scheduler scheduler = Scheduler.create(dataSource, task)
			.threads(setup.concurrency())
			.pollUsingLockAndFetch(0.5, 4.0)
			.pollingInterval(Duration.ofMillis(100))
			.build();
		scheduler.start();
		return new Queue(dataSource, scheduler, task);
	}

	private static void run(Jobs jobs, String payload) {
		try {
			jobs.run(Payload.at(payload));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record Queue(HikariDataSource dataSource, Scheduler scheduler,
			OneTimeTask<String> task) implements LoadQueue {

		@Override
		public void enqueue(Payload payload) {
			this.scheduler.schedule(instance(payload), now());
		}

		@Override
		public void enqueueAll(List<Payload> payloads) {
			this.scheduler.scheduleBatch(payloads.stream().<TaskInstance<?>>map(this::instance).toList(), now());
		}

		private TaskInstance<String> instance(Payload payload) {
			return this.task.instance(UUID.randomUUID().toString(), payload.json());
		}

		private static Instant now() {
			return CLOCK.instant();
		}

		@Override
		public void pause() {
			this.scheduler.pause();
		}

		@Override
		public void resume() {
			this.scheduler.resume();
		}

		@Override
		public void close() {
			this.scheduler.stop();
			this.dataSource.close();
		}

	}

}
