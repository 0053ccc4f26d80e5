package dev.scheduling.background;

import java.util.Map;

import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.util.ClassUtils;

/**
 * Copies to a task what the thread that added it carries: the logging context and, where
 * Micrometer's context propagation is on the class path, all that is registered there.
 * Request attributes are left out even if registered: the server has reused the request
 * by the time the task runs.
 */
@FunctionalInterface
interface CallerContext {

	/**
	 * Takes the copy on the calling thread.
	 * @param task the task
	 * @return the task with the calling thread's context around it
	 */
	Runnable copyTo(Runnable task);

	static CallerContext detect() {
		boolean propagation = ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory",
				CallerContext.class.getClassLoader());
		CallerContext logging = new LoggingContext();
		if (!propagation) {
			return logging;
		}
		CallerContext propagated = new PropagatedContext();
		return (task) -> propagated.copyTo(logging.copyTo(task));
	}

	/**
	 * The MDC.
	 */
	final class LoggingContext implements CallerContext {

		@Override
		public Runnable copyTo(Runnable task) {
			Map<String, String> copy = MDC.getCopyOfContextMap();
			return () -> {
				Map<String, String> previous = MDC.getCopyOfContextMap();
				replaceBy(copy);
				try {
					task.run();
				}
				finally {
					replaceBy(previous);
				}
			};
		}

		private static void replaceBy(@Nullable Map<String, String> context) {
			if (context == null) {
				MDC.clear();
			}
			else {
				MDC.setContextMap(context);
			}
		}

	}

	/**
	 * What is registered for context propagation.
	 */
	final class PropagatedContext implements CallerContext {

		private static final String REQUEST_ATTRIBUTES = "org.springframework.web.context.request.RequestAttributes";

		private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
			.captureKeyPredicate((key) -> !key.toString().startsWith(REQUEST_ATTRIBUTES))
			.build();

		@Override
		public Runnable copyTo(Runnable task) {
			return this.snapshots.captureAll().wrap(task);
		}

	}

}
