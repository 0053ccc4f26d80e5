package dev.scheduling.benchmarks.load;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.redisson.Redisson;
import org.redisson.api.RExecutorService;
import org.redisson.api.RedissonClient;
import org.redisson.api.WorkerOptions;
import org.redisson.config.Config;

/**
 * The distributed executor of Redisson.
 */
final class RedissonSubject implements LoadSubject {

	@Override
	public Store keptIn() {
		return Store.REDIS;
	}

	@Override
	public String settings() {
		return "`RExecutorService`, defaults, workers and a pool of threads at the concurrency; bulk: one `submit` of many";
	}

	@Override
	public int backlog(int asked) {
		return Math.min(asked, 10_000);
	}

	@Override
	public LoadQueue open(Setup setup) {
		Config config = new Config();
		config.useSingleServer().setAddress("redis://127.0.0.1:" + setup.port());
		RedissonClient client = Redisson.create(config);
		RedissonJob.runIn(setup.jobs());
		return new Queue(client, client.getExecutorService("load"), setup.concurrency(),
				Executors.newFixedThreadPool(setup.concurrency()));
	}

	private record Queue(RedissonClient client, RExecutorService executor, int workers,
			ExecutorService pool) implements LoadQueue {

		@Override
		public void enqueue(Payload payload) {
			this.executor.submit(new RedissonJob(payload.json()));
		}

		@Override
		public void enqueueAll(List<Payload> payloads) {
			this.executor
				.submit(payloads.stream().map((payload) -> new RedissonJob(payload.json())).toArray(Runnable[]::new));
		}

		@Override
		public void pause() {
			this.executor.deregisterWorkers();
		}

		@Override
		public void resume() {
			this.executor.registerWorkers(WorkerOptions.defaults().workers(this.workers).executorService(this.pool));
		}

		@Override
		public void close() {
			this.client.shutdown();
		}

	}

}
