package dev.scheduling.autoconfigure;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.InProcessExecutor.Unfinished;
import dev.scheduling.execution.ShutdownBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Drains background tasks once the web server has stopped, so that what the last requests
 * add still runs, and before the connections that tasks use are closed.
 */
final class BackgroundTasksLifecycle implements SmartLifecycle {

	/**
	 * Below both phases of Boot's web server: {@code DEFAULT_PHASE - 1024} ends its
	 * requests, {@code DEFAULT_PHASE - 2048} stops it.
	 */
	static final int PHASE = DEFAULT_PHASE - 3072;

	private static final Logger logger = LoggerFactory.getLogger(BackgroundTasksLifecycle.class);

	private final InProcessExecutor executor;

	private final ShutdownBudget budget;

	private volatile boolean running;

	BackgroundTasksLifecycle(InProcessExecutor executor, ShutdownBudget budget) {
		this.executor = executor;
		this.budget = budget;
	}

	@Override
	public void start() {
		this.budget.reset();
		this.executor.start();
		this.running = true;
	}

	@Override
	public void stop() {
		this.budget.start();
		Unfinished unfinished = this.executor.shutdown(this.budget.remaining());
		this.running = false;
		if (unfinished.interrupted() + unfinished.dropped() > 0) {
			logger.warn(
					"Stopped with background tasks left: {} interrupted and {} dropped when"
							+ " 'scheduling.shutdown-timeout' had passed",
					unfinished.interrupted(), unfinished.dropped());
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * A paused context keeps its web server, and so its background tasks.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

}
