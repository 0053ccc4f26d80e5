package dev.scheduling.autoconfigure;

import dev.scheduling.execution.ShutdownBudget;
import dev.scheduling.tick.TickEngine;

import org.springframework.context.SmartLifecycle;

/**
 * Lets periodic runs end, together with background tasks: after the web server has
 * stopped, before the connections are closed that the runs use.
 */
final class PeriodicRunsLifecycle implements SmartLifecycle {

	private final TickEngine engine;

	private final ShutdownBudget budget;

	private volatile boolean running;

	PeriodicRunsLifecycle(TickEngine engine, ShutdownBudget budget) {
		this.engine = engine;
		this.budget = budget;
	}

	@Override
	public void start() {
		this.budget.reset();
		this.engine.startRuns();
		this.running = true;
	}

	@Override
	public void stop() {
		this.budget.start();
		this.engine.stopRuns(this.budget.remaining());
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
