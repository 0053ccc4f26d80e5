package dev.scheduling.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Lets an idle worker sleep until a job can start, or is to start sooner than any worker
 * knows. A marker is no job: one that is lost costs time, nothing else.
 */
public interface QueueMarkers {

	/**
	 * Parts queues into groups. One call waits for one group, and each group can have a
	 * thread of its own.
	 * @param queues the queues, at least one
	 * @return the groups
	 */
	default List<List<String>> groups(Collection<String> queues) {
		return List.of(List.copyOf(queues));
	}

	/**
	 * Waits until a job of some queue can start. One waiting worker is woken at a time;
	 * its fetch wakes the next one if jobs are left.
	 * @param queues the queues of one group
	 * @param atMost how long to wait
	 * @return the queues with a marker, now taken; empty when the time is over
	 * @throws InterruptedException if the thread was interrupted
	 */
	Set<String> await(Collection<String> queues, Duration atMost) throws InterruptedException;

}
