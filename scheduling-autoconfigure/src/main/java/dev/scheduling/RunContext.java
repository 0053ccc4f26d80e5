package dev.scheduling;

/**
 * What the code of one run can learn about that run, and say about it. An instance
 * belongs to one run and may be used from any thread while that run lives.
 */
public interface RunContext {

	/**
	 * Returns which attempt this is.
	 * @return 1 for the first attempt
	 */
	int attempt();

	/**
	 * Returns a number that rises with every run of the same task or job, so that a
	 * resource can refuse the writes of a run that was overtaken.
	 * @return the fencing token, or -1 for a run that was not claimed in the store
	 */
	long fencingToken();

	/**
	 * Returns whether this run was asked to stop: it was cancelled, timed out, lost its
	 * lease or lock, or the application is shutting down. The thread is interrupted too.
	 * @return {@code true} once the run should end
	 */
	boolean isCancelled();

	/**
	 * Reports how far the run has come. Cheap to call often: reports are coalesced.
	 * @param done how many units are done, not negative
	 * @param total how many units there are, at least {@code done}
	 */
	void progress(long done, long total);

	/**
	 * Adds a line to the run's own log.
	 * @param line the text
	 */
	void log(String line);

}
