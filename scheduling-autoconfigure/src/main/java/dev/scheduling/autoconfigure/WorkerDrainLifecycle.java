package dev.scheduling.autoconfigure;

import dev.scheduling.execution.ShutdownBudget;

import org.springframework.context.SmartLifecycle;

/**
 * Lets running jobs end, together with background tasks: once the web server has stopped,
 * as jobs may call it, and before the connections that jobs use are closed.
 */
final class WorkerDrainLifecycle implements SmartLifecycle {

	private final WorkerLifecycle worker;

	private final ShutdownBudget budget;

	private volatile boolean running;

	WorkerDrainLifecycle(WorkerLifecycle worker, ShutdownBudget budget) {
		this.worker = worker;
		this.budget = budget;
	}

	@Override
	public void start() {
		this.budget.reset();
		this.running = true;
	}

	@Override
	public void stop() {
		this.worker.drain(this.budget);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return BackgroundTasksLifecycle.PHASE;
	}

}
