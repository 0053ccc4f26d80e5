package dev.scheduling.background;

/**
 * Work that has its place and waits for its time. Internal to this library; run by
 * {@link InProcessExecutor#runAll} alone.
 */
public abstract class PreparedWork implements Runnable {

	PreparedWork() {
	}

	/**
	 * Gives its place back, because it will not start.
	 * @param cause why
	 */
	abstract void refuse(Throwable cause);

}
