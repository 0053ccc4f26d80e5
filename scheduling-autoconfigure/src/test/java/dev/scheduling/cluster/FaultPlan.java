package dev.scheduling.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.scheduling.cluster.Fault.Kind;

/**
 * Draws faults: the same seed gives the same ones. A node is left alone for a while after
 * each, but for its clock, and so is Redis; beyond that faults meet as they fall.
 */
final class FaultPlan {

	/** Each as often as it stands here. */
	private static final List<Kind> KINDS = List.of(Kind.PAUSE_NODE, Kind.PAUSE_NODE, Kind.PAUSE_NODE, Kind.PAUSE_NODE,
			Kind.KILL_NODE, Kind.KILL_NODE, Kind.KILL_NODE, Kind.STOP_NODE, Kind.STOP_NODE, Kind.SET_CLOCK,
			Kind.SET_CLOCK, Kind.STOP_REDIS, Kind.KILL_REDIS);

	private static final List<Duration> OFFSETS = List.of(Duration.ofHours(-1), Duration.ZERO, Duration.ofHours(1));

	private final Random random;

	private final int nodes;

	private final long end;

	private final long[] leftAloneUntil;

	private FaultPlan(long seed, int nodes, Duration length) {
		this.random = new Random(seed);
		this.nodes = nodes;
		this.end = length.toMillis();
		this.leftAloneUntil = new long[nodes + 1];
	}

	/**
	 * Draws faults, all of which are over by the end.
	 * @param seed tells which
	 * @param nodes how many nodes there are
	 * @param length how long it goes on
	 * @return the faults in their order
	 */
	static List<Fault> of(long seed, int nodes, Duration length) {
		return new FaultPlan(seed, nodes, length).draw();
	}

	/** Which offset a node's clock has at first: they begin an hour apart. */
	static Duration offset(int node) {
		return OFFSETS.get(node % OFFSETS.size());
	}

	private List<Fault> draw() {
		List<Fault> plan = new ArrayList<>();
		for (long at = between(500, 2000); at < this.end; at += between(500, 4000)) {
			Fault fault = drawAt(at);
			int target = fault.isOfRedis() ? this.nodes : fault.node();
			if (fault.kind() == Kind.SET_CLOCK) {
				plan.add(fault);
			}
			else if (at >= this.leftAloneUntil[target]) {
				plan.add(fault);
				this.leftAloneUntil[target] = at + fault.length().toMillis() + between(2000, 8000);
			}
		}
		return plan;
	}

	private Fault drawAt(long at) {
		Kind kind = KINDS.get(this.random.nextInt(KINDS.size()));
		int node = this.random.nextInt(this.nodes);
		if (kind == Kind.SET_CLOCK) {
			return new Fault(Duration.ofMillis(at), kind, node, OFFSETS.get(this.random.nextInt(OFFSETS.size())));
		}
		long length = switch (kind) {
			case PAUSE_NODE -> 1000 + Math.round(19_000 * Math.pow(this.random.nextDouble(), 2));
			case STOP_REDIS, KILL_REDIS -> between(1000, 5000);
			default -> between(0, 3000);
		};
		return new Fault(Duration.ofMillis(at), kind, node, Duration.ofMillis(Math.min(length, this.end - at)));
	}

	private long between(int from, int to) {
		return from + this.random.nextInt(to - from);
	}

	static String summary(List<Fault> plan) {
		StringBuilder summary = new StringBuilder();
		Arrays.stream(Kind.values())
			.forEach((kind) -> summary.append(summary.isEmpty() ? "" : ", ")
				.append(plan.stream().filter((fault) -> fault.kind() == kind).count())
				.append(' ')
				.append(kind));
		return summary.toString();
	}

}
