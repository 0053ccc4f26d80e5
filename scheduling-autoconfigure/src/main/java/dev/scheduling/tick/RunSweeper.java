package dev.scheduling.tick;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import dev.scheduling.execution.Loop;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.StoreUnavailableException;

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

	private final Loop loop;

	RunSweeper(String node, Duration lease, PeriodicStore store, StoreOutage outage, ThreadFactory threads) {
		this.node = node;
		this.lease = lease;
		this.store = store;
		this.outage = outage;
		this.loop = new Loop("sweeper", threads, this::pass);
	}

	void start() {
		this.loop.start();
	}

	void stop() {
		this.loop.stop();
	}

	long pass() {
		try {
			int running = this.store.sweep(this.node, this.lease);
			this.outage.ended();
			Duration third = this.lease.dividedBy(3);
			return ((running > 0 && third.compareTo(WHILE_RUNNING) > 0) ? WHILE_RUNNING : third).toNanos();
		}
		catch (StoreUnavailableException ex) {
			this.outage.failed(ex);
			return WHILE_RUNNING.toNanos();
		}
	}

}
