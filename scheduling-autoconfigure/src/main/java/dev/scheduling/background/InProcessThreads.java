package dev.scheduling.background;

import java.util.concurrent.ThreadFactory;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Makes the threads that in-process work runs on: daemons, so that they never keep a
 * finished application alive; what they still do is waited for by the shutdown. They all
 * carry the class loader of the thread that created the factory: inherited from a request
 * thread it would be the web server's, which loads nothing once the server has stopped.
 */
final class InProcessThreads {

	private InProcessThreads() {
	}

	static ThreadFactory named(String prefix, boolean virtual) {
		ThreadFactory threads = virtual ? virtual(prefix) : platform(prefix);
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		return (work) -> {
			Thread thread = threads.newThread(work);
			thread.setContextClassLoader(classLoader);
			return thread;
		};
	}

	private static ThreadFactory platform(String prefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

	private static ThreadFactory virtual(String prefix) {
		try {
			return new VirtualThreadTaskExecutor(prefix).getVirtualThreadFactory();
		}
		catch (UnsupportedOperationException ex) {
			throw new IllegalArgumentException(
					"Virtual threads need a JDK of 21 or later, this one is %s; set 'spring.threads.virtual.enabled' to false"
						.formatted(Runtime.version()),
					ex);
		}
	}

}
