package dev.scheduling.autoconfigure;

import java.util.Random;

import dev.scheduling.execution.ShutdownBudget;
import dev.scheduling.worker.JobCode;
import dev.scheduling.worker.QueueWorker;
import dev.scheduling.worker.WorkerSettings;
import dev.scheduling.worker.WorkerStores;
import dev.scheduling.worker.WorkerThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Begins to consume jobs when everything else of the application runs, and fetches
 * nothing more as soon as it stops. Each start is another worker with another name: an
 * answer to the former one must not be taken for its own.
 */
final class WorkerLifecycle implements SmartLifecycle {

	/** After the web server has started; below the timer of ticks, above all else. */
	static final int PHASE = DEFAULT_PHASE - 512;

	private static final Logger logger = LoggerFactory.getLogger(WorkerLifecycle.class);

	private final NodeName node;

	private final WorkerRole role;

	private final WorkerConnections connections;

	private final WorkerThreads threads;

	private final JobCode code;

	private final WorkerStartupLog startupLog;

	private int starts;

	private @Nullable QueueWorker worker;

	private @Nullable WorkerStores stores;

	private volatile boolean running;

	WorkerLifecycle(NodeName node, WorkerRole role, WorkerConnections connections, WorkerThreads threads, JobCode code,
			WorkerStartupLog startupLog) {
		this.node = node;
		this.role = role;
		this.connections = connections;
		this.threads = threads;
		this.code = code;
		this.startupLog = startupLog;
	}

	@Override
	public boolean isAutoStartup() {
		return this.role.isWanted();
	}

	@Override
	public synchronized void start() {
		if (this.running) {
			return;
		}
		WorkerSettings settings = new WorkerSettings(nextName(), this.role.queues(), this.role.rules(),
				this.role.lease(), this.role::kept);
		WorkerStores stores = this.connections.open();
		QueueWorker worker = new QueueWorker(settings, stores, this.threads, this.code, System::nanoTime, new Random());
		worker.start();
		this.stores = stores;
		this.worker = worker;
		this.running = true;
		this.startupLog.log(settings.owner(), settings.queues(), this.threads.lane().concurrency(),
				this.role.handlers());
	}

	private String nextName() {
		this.starts++;
		return (this.starts == 1) ? this.node.value() : this.node.value() + "-" + this.starts;
	}

	@Override
	public synchronized void stop() {
		if (this.worker != null) {
			this.worker.stopFetching();
		}
		this.running = false;
	}

	/**
	 * Lets running jobs end within the budget and hands back the others.
	 * @param budget how long they may take
	 */
	synchronized void drain(ShutdownBudget budget) {
		QueueWorker stopped = this.worker;
		WorkerStores closed = this.stores;
		this.worker = null;
		this.stores = null;
		if (stopped != null) {
			stopped.stop(budget);
		}
		if (closed != null && closed.markers() instanceof AutoCloseable closeable) {
			close(closeable);
		}
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			logger.debug("The connection of the markers could not be closed", ex);
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

}
