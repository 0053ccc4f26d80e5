package dev.scheduling.tick;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import dev.scheduling.execution.Loop;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.store.SweepResult;

/**
 * Counts the runs of dead nodes as lost, each second while anything runs in the cluster,
 * else rarely: then it only shows that this node lives and keeps its clock true.
 */
final class RunSweeper {

	private static final Duration WHILE_RUNNING = Duration.ofSeconds(1);

	private final String node;

	private final Duration lease;

	private final PeriodicStore store;

	private final StoreOutage outage;

	private final Consumer<SweepResult> onSweep;

	private final Loop loop;

	/**
	 * Creates a sweeper.
	 * @param onSweep told what each sweep has seen
	 */
	RunSweeper(String node, Duration lease, PeriodicStore store, StoreOutage outage, ThreadFactory threads,
			Consumer<SweepResult> onSweep) {
		this.onSweep = onSweep;
		this.node = node;
		this.lease = lease;
		this.store = store;
		this.outage = outage;
		this.loop = new Loop("sweeper", threads, this::pass);
	}

	void start() {
		this.loop.start();
	}

	/** Something may wait to be started. */
	void wake() {
		this.loop.wake();
	}

	void stop() {
		this.loop.stop();
	}

	long pass() {
		try {
			SweepResult swept = this.store.sweep(this.node, this.lease);
			this.outage.ended();
			this.onSweep.accept(swept);
			// Within the lease for which this node counts as living.
			Duration idle = this.lease.multipliedBy(2).dividedBy(3);
			boolean something = swept.running() > 0 || !swept.waiting().isEmpty();
			return ((something && idle.compareTo(WHILE_RUNNING) > 0) ? WHILE_RUNNING : idle).toNanos();
		}
		catch (StoreUnavailableException ex) {
			this.outage.failed(ex);
			return WHILE_RUNNING.toNanos();
		}
	}

}
