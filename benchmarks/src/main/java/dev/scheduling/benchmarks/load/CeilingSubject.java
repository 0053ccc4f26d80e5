package dev.scheduling.benchmarks.load;

import java.util.List;
import java.util.function.Function;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;

/**
 * As fast as it can be: a bare program that keeps lease and acknowledgement, and has no
 * other feature, not even the return of lapsed leases.
 *
 * @param settings for the report
 * @param store where it keeps its jobs
 */
record CeilingSubject(String settings, Function<RedisClient, CeilingStore> store) implements LoadSubject {

	@Override
	public Store keptIn() {
		return Store.REDIS;
	}

	@Override
	public LoadQueue open(Setup setup) {
		RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", setup.port()));
		CeilingWorker worker = new CeilingWorker(this.store.apply(client), setup);
		worker.start();
		return new Queue(client, this.store.apply(client), worker);
	}

	private record Queue(RedisClient client, CeilingStore store, CeilingWorker worker) implements LoadQueue {

		@Override
		public void enqueue(Payload payload) {
			this.store.enqueue(List.of(payload));
		}

		@Override
		public void enqueueAll(List<Payload> payloads) {
			this.store.enqueue(payloads);
		}

		@Override
		public void pause() {
			this.worker.pause();
		}

		@Override
		public void resume() {
			this.worker.resume();
		}

		@Override
		public void close() {
			this.client.shutdown();
		}

	}

}
