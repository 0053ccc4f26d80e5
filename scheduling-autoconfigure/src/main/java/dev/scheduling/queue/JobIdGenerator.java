package dev.scheduling.queue;

import java.time.Clock;

import com.github.f4b6a3.uuid.codec.base.Base62Codec;
import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.scheduling.job.JobId;

/**
 * Makes the ids of new jobs: UUIDv7 in 22 digits of base 62, which sort by time and rise
 * within this process. Safe for use by several threads.
 */
public final class JobIdGenerator {

	private final TimeOrderedEpochFactory uuids;

	/**
	 * Creates the generator.
	 * @param clock the clock that the ids follow
	 */
	public JobIdGenerator(Clock clock) {
		this.uuids = TimeOrderedEpochFactory.builder().withClock(clock).withIncrementPlus1().build();
	}

	/**
	 * Makes the key of an id.
	 * @return a key that no other job has
	 */
	public String nextKey() {
		return Base62Codec.INSTANCE.encode(this.uuids.create());
	}

	/**
	 * Makes an id.
	 * @param queue the queue of the job
	 * @return an id that no other job has
	 */
	public JobId next(String queue) {
		return JobId.of(nextKey(), queue);
	}

}
