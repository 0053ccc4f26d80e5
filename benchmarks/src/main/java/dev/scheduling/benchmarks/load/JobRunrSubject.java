package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import dev.scheduling.benchmarks.PostgresServer;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/**
 * JobRunr, which polls.
 *
 * @param keptIn in memory, where nothing is durable, or in PostgreSQL
 * @param poll how often it polls; in a database at least each 5 s
 */
record JobRunrSubject(Store keptIn, Duration poll) implements LoadSubject {

	@Override
	public String settings() {
		return "polls each %d ms, `workerCount` at the concurrency; bulk: a stream".formatted(this.poll.toMillis())
				+ ((this.keptIn == Store.NONE) ? "; in memory, so not durable" : "; 20 connections");
	}

	@Override
	public boolean isInstalled() {
		return this.keptIn != Store.POSTGRES || PostgresServer.isInstalled();
	}

	@Override
	public int backlog(int asked) {
		return Math.min(asked, (this.keptIn == Store.NONE) ? 10_000 : 5_000);
	}

	@Override
	public LoadQueue open(Setup setup) {
		JobRunrHandler handler = new JobRunrHandler(setup.jobs());
		JobRequestScheduler scheduler = JobRunr.configure()
			.useJsonMapper(new Jackson3JsonMapper())
			.useStorageProvider(storage(setup))
			.useJobActivator(new Activator(handler))
			.useBackgroundJobServer(BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
				.andWorkerCount(setup.concurrency())
				.andPollInterval(this.poll))
			.initialize()
			.getJobRequestScheduler();
		return new Queue(scheduler, JobRunr.getBackgroundJobServer());
	}

	private StorageProvider storage(Setup setup) {
		if (this.keptIn == Store.NONE) {
			return new InMemoryStorageProvider();
		}
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(PostgresServer.url(setup.port()));
		dataSource.setUsername(PostgresServer.USER);
		dataSource.setMaximumPoolSize(20);
		return new PostgresStorageProvider(dataSource);
	}

	private record Queue(JobRequestScheduler scheduler, BackgroundJobServer server) implements LoadQueue {

		@Override
		public void enqueue(Payload payload) {
			this.scheduler.enqueue(new JobRunrRequest(payload.json()));
		}

		@Override
		public void enqueueAll(List<Payload> payloads) {
			this.scheduler.enqueue(payloads.stream().map((payload) -> new JobRunrRequest(payload.json())));
		}

		@Override
		public void pause() {
			if (this.server.isRunning()) {
				this.server.pauseProcessing();
			}
		}

		@Override
		public void resume() {
			if (!this.server.isRunning()) {
				this.server.resumeProcessing();
			}
		}

		@Override
		public void close() {
			JobRunr.destroy();
		}

	}

	private record Activator(JobRunrHandler handler) implements JobActivator {

		@Override
		public <T> T activateJob(Class<T> type) {
			return type.cast(this.handler);
		}

	}

	/**
	 * What JobRunr stores.
	 *
	 * @param payload the payload
	 */
	public record JobRunrRequest(String payload) implements JobRequest {

		@Override
		public Class<JobRunrHandler> getJobRequestHandler() {
			return JobRunrHandler.class;
		}

	}

	/** What JobRunr runs. */
	public static final class JobRunrHandler implements JobRequestHandler<JobRunrRequest> {

		private final Jobs jobs;

		private JobRunrHandler(Jobs jobs) {
			this.jobs = jobs;
		}

		@Override
		public void run(JobRunrRequest request) throws InterruptedException {
			this.jobs.run(Payload.at(request.payload()));
		}

	}

}
