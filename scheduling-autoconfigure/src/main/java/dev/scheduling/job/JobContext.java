package dev.scheduling.job;

import java.util.Map;

import dev.scheduling.RunContext;

/**
 * What a job's handler can learn about its run.
 */
public interface JobContext extends RunContext {

	/**
	 * Returns the job's id, the same in every attempt.
	 * @return the id
	 */
	JobId id();

	/**
	 * Returns the name of the handler.
	 * @return the name
	 */
	String name();

	/**
	 * Returns the job's queue.
	 * @return the queue
	 */
	String queue();

	/**
	 * Returns the short texts that were enqueued with the job, such as trace ids.
	 * @return the texts by name
	 */
	Map<String, String> headers();

}
