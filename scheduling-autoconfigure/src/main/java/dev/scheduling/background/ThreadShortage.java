package dev.scheduling.background;

import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that an {@link InProcessExecutor} did not start because there are no more threads.
 * Internal to this library; public only because several of its packages share it.
 */
public final class ThreadShortage {

	private static final Logger logger = LoggerFactory.getLogger(ThreadShortage.class);

	private ThreadShortage() {
	}

	/**
	 * Logs that there was no thread for some work, if that is why it did not start: a
	 * process without threads is ill, one that stops is not.
	 * @param cause why the executor did not start the work
	 * @param work names the work
	 * @return whether it was for lack of a thread
	 */
	public static boolean report(Throwable cause, Supplier<String> work) {
		// How the JDK says that there are no more threads.
		boolean threadless = cause instanceof OutOfMemoryError;
		if (threadless) {
			logger.error("No thread could be made for {}", work.get(), cause);
		}
		return threadless;
	}

}
