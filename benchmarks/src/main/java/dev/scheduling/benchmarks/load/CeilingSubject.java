package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;

/**
 * As fast as it can be: a bare Lettuce program with the smallest scripts that keep lease
 * and acknowledgement. It has no other feature, not even the return of lapsed leases.
 */
final class CeilingSubject implements LoadSubject {

	private static final int CALL = 100;

	@Override
	public Store store() {
		return Store.REDIS;
	}

	@Override
	public String settings() {
		return "Lettuce; a hash of payloads, a list of ready ids, a sorted set of leases; scripts that enqueue up to %d, "
			.formatted(CALL)
				+ "fetch up to 100 and acknowledge up to 1000 jobs; a pool of threads; `BZPOPMIN` wakes it";
	}

	@Override
	public LoadQueue open(Setup setup) {
		RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", setup.port()));
		CeilingScripts scripts = new CeilingScripts(client.connect());
		CeilingWorker worker = new CeilingWorker(new CeilingScripts(client.connect()), client.connect().sync(), setup);
		worker.start();
		return new Queue(client, scripts, worker);
	}

	private record Queue(RedisClient client, CeilingScripts scripts, CeilingWorker worker) implements LoadQueue {

		@Override
		public void enqueue(Payload payload) {
			await(List.of(this.scripts.enqueue(List.of(payload))));
		}

		@Override
		public void enqueueAll(List<Payload> payloads) {
			List<RedisFuture<?>> calls = new ArrayList<>();
			IntStream.iterate(0, (from) -> from < payloads.size(), (from) -> from + CALL)
				.forEach((from) -> calls
					.add(this.scripts.enqueue(payloads.subList(from, Math.min(from + CALL, payloads.size())))));
			await(calls);
		}

		private static void await(List<RedisFuture<?>> calls) {
			LettuceFutures.awaitAll(Duration.ofMinutes(1), calls.toArray(RedisFuture[]::new));
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
