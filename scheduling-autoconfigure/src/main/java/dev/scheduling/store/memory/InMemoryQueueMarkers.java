package dev.scheduling.store.memory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.scheduling.store.QueueMarkers;

/**
 * Waits for the queues in one process, by real time. The lock of the queues guards it.
 */
public final class InMemoryQueueMarkers implements QueueMarkers {

	private final InMemoryJobStore store;

	private final LongSupplier nanoTime = System::nanoTime;

	/**
	 * Creates the markers.
	 * @param store where the jobs are
	 */
	public InMemoryQueueMarkers(InMemoryJobStore store) {
		this.store = store;
	}

	@Override
	public Set<String> await(Collection<String> queues, Duration atMost) throws InterruptedException {
		synchronized (this.store) {
			long end = this.nanoTime.getAsLong() + atMost.toNanos();
			List<String> marked = marked(queues);
			long left = atMost.toMillis();
			while (marked.isEmpty() && left > 0) {
				this.store.wait(left);
				marked = marked(queues);
				left = TimeUnit.NANOSECONDS.toMillis(end - this.nanoTime.getAsLong());
			}
			marked.forEach((queue) -> this.store.jobsOf(queue).marked = false);
			return Set.copyOf(marked);
		}
	}

	private List<String> marked(Collection<String> queues) {
		return queues.stream().filter((queue) -> this.store.jobsOf(queue).marked).toList();
	}

}
