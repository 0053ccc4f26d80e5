package dev.scheduling.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import dev.scheduling.testing.ActionLog;
import dev.scheduling.testing.Disturbance;
import dev.scheduling.testing.Disturbances;
import dev.scheduling.testing.RedisProcess;
import dev.scheduling.testing.Times;

/**
 * A cluster to which faults are done, and what was done to it. A Redis that restarts has
 * lost nothing that it had acknowledged.
 */
final class DisturbedCluster implements AutoCloseable {

	private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

	private final RedisProcess redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");

	private final Path folder;

	private final ClusterNode[] nodes;

	/** A fault is being done to it, so that it may be dead or stand still. */
	private final boolean[] busy;

	private final List<NodeClock> clocks;

	private final List<ClusterNode> processes = new ArrayList<>();

	private final List<Disturbance> disturbances = new ArrayList<>();

	private final ActionLog log;

	private final List<String> violations = new ArrayList<>();

	DisturbedCluster(Path folder, int size, Times times) {
		this.folder = folder;
		this.log = new ActionLog(times);
		this.nodes = new ClusterNode[size];
		this.busy = new boolean[size];
		this.clocks = IntStream.range(0, size)
			.mapToObj((node) -> new NodeClock(folder, node, FaultPlan.offset(node)))
			.toList();
		IntStream.range(0, size).forEach(this::start);
	}

	int redisPort() {
		return this.redis.port();
	}

	/**
	 * Does a fault.
	 * @param fault the fault
	 * @return ends it, and answers whether that was possible yet
	 */
	BooleanSupplier begin(Fault fault) {
		int node = fault.node();
		boolean ofProcess = !fault.isOfRedis() && fault.kind() != Fault.Kind.SET_CLOCK;
		if (ofProcess && this.busy[node]) { // the fault before takes longer than planned
			return () -> true;
		}
		this.busy[node] |= ofProcess;
		return switch (fault.kind()) {
			case KILL_NODE -> kill(node);
			case STOP_NODE -> stop(node);
			case PAUSE_NODE -> pause(node);
			case SET_CLOCK -> setClock(node, fault.amount());
			case STOP_REDIS -> endRedis("SIGTERM", this.redis::terminate);
			case KILL_REDIS -> endRedis("kill -9", this.redis::kill);
		};
	}

	private boolean start(int node) {
		String name = "node-%d-%d".formatted(node, this.processes.size());
		ClusterNode started = ClusterNode.start(this.folder, name, this.redis.port(), (java) -> {
			java.command().add("--scheduling.redis.required-at-startup=false");
			this.clocks.get(node).applyTo(java);
		});
		this.nodes[node] = started;
		this.processes.add(started);
		this.busy[node] = false;
		this.log.add("node %d starts, process %d", node, started.pid());
		return true;
	}

	/** Notes each process that has ended by itself, and starts another one. */
	void checkAlive() {
		for (int node = 0; node < this.nodes.length; node++) {
			if (!this.busy[node] && !this.nodes[node].isAlive()) {
				this.violations.add("process %d ended by itself".formatted(this.nodes[node].pid()));
				this.log.add("node %d has ended by itself, process %d", node, this.nodes[node].pid());
				start(node);
			}
		}
	}

	private BooleanSupplier kill(int node) {
		ClusterNode killed = this.nodes[node];
		long begin = System.nanoTime();
		this.log.add("node %d kill -9, process %d", node, killed.pid());
		killed.kill();
		NodeClock.forget(killed.pid());
		disturbed(Disturbance.Kind.DEATH, killed.pid(), begin);
		return () -> start(node);
	}

	private BooleanSupplier stop(int node) {
		ClusterNode stopped = this.nodes[node];
		long begin = System.nanoTime();
		this.log.add("node %d SIGTERM, process %d", node, stopped.pid());
		stopped.requestStop();
		return () -> {
			if (stopped.isAlive() && System.nanoTime() - begin < LONGEST_STOP.toNanos()) {
				return false;
			}
			if (stopped.isAlive()) {
				this.violations.add("process %d did not stop".formatted(stopped.pid()));
				kill(node);
			}
			this.log.add("node %d has stopped", node);
			return start(node);
		};
	}

	private BooleanSupplier pause(int node) {
		ClusterNode paused = this.nodes[node];
		long begin = System.nanoTime();
		this.log.add("node %d SIGSTOP, process %d", node, paused.pid());
		paused.signal("STOP");
		return () -> {
			this.log.add("node %d SIGCONT", node);
			paused.signal("CONT");
			disturbed(Disturbance.Kind.PAUSE, paused.pid(), begin);
			this.busy[node] = false;
			return true;
		};
	}

	private BooleanSupplier setClock(int node, Duration offset) {
		this.log.add("node %d clock %+d s", node, offset.toSeconds());
		this.clocks.get(node).set(offset);
		return () -> true;
	}

	private BooleanSupplier endRedis(String how, Runnable end) {
		long begin = System.nanoTime();
		this.log.add("redis %s", how);
		end.run();
		return () -> {
			this.redis.restart();
			this.log.add("redis answers");
			disturbed(Disturbance.Kind.OUTAGE, 0, begin);
			return true;
		};
	}

	private void disturbed(Disturbance.Kind kind, long pid, long begin) {
		this.disturbances.add(new Disturbance(kind, pid, begin, System.nanoTime()));
	}

	/** Stops all nodes at once. */
	void stopAll() {
		this.log.add("all SIGTERM");
		Arrays.fill(this.busy, true);
		List.of(this.nodes).forEach(ClusterNode::requestStop);
		for (ClusterNode node : this.nodes) {
			node.terminate();
		}
	}

	List<RunEvent> events() {
		return this.processes.stream().flatMap((process) -> process.events().stream()).toList();
	}

	Disturbances disturbances() {
		return new Disturbances(ClusterNode.LEASE, List.copyOf(this.disturbances));
	}

	ActionLog log() {
		return this.log;
	}

	List<String> violations() {
		return List.copyOf(this.violations);
	}

	@Override
	public void close() {
		this.processes.forEach(ClusterNode::close);
		this.processes.forEach((process) -> NodeClock.forget(process.pid()));
		this.redis.close();
	}

}
