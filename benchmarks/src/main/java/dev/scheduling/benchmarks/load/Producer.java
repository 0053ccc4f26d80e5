package dev.scheduling.benchmarks.load;

import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Enqueues, from one thread.
 */
final class Producer {

	private final LoadQueue queue;

	Producer(LoadQueue queue) {
		this.queue = queue;
	}

	/**
	 * Enqueues as fast as it goes.
	 * @param count how many jobs
	 * @param batch how many at once
	 * @return how long it took, in nanoseconds
	 */
	long enqueue(int count, int batch) throws Exception {
		long begin = System.nanoTime();
		for (int sent = 0; sent < count; sent += batch) {
			if (batch == 1) {
				this.queue.enqueue(Payload.now());
			}
			else {
				this.queue.enqueueAll(
						IntStream.range(0, Math.min(batch, count - sent)).mapToObj((job) -> Payload.now()).toList());
			}
		}
		return System.nanoTime() - begin;
	}

	/**
	 * Enqueues one by one at a steady rate, whatever becomes of the jobs. A call that
	 * takes long delays those after it, which then follow at once.
	 * @param count how many jobs
	 * @param perSecond how many in a second
	 */
	void enqueueAtRate(int count, int perSecond) throws Exception {
		atRate(count, perSecond, (job) -> this.queue.enqueue(Payload.now()));
	}

	/**
	 * Enqueues jobs of a mixed load in the same way.
	 * @param count how many jobs
	 * @param perSecond how many in a second
	 */
	void enqueueMixedAtRate(int count, int perSecond) throws Exception {
		atRate(count, perSecond, this.queue::enqueueMixed);
	}

	private static void atRate(int count, int perSecond, Enqueue enqueue) throws Exception {
		long begin = System.nanoTime();
		for (int sent = 0; sent < count; sent++) {
			long due = begin + sent * 1_000_000_000L / perSecond;
			while (due - System.nanoTime() > 0) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
			enqueue.enqueue(sent);
		}
	}

	/** Enqueues the job of a number. */
	private interface Enqueue {

		void enqueue(int job) throws Exception;

	}

}
