package dev.scheduling.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;

/**
 * Does the faults of a plan to a cluster, each at its time, and ends each after its
 * length.
 */
final class Nemesis {

	private static final long AGAIN = Duration.ofMillis(200).toNanos();

	private final DisturbedCluster cluster;

	private final Runnable meanwhile;

	private final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparingLong(Step::at));

	/**
	 * Creates a nemesis.
	 * @param cluster what it is done to
	 * @param meanwhile called again and again
	 */
	Nemesis(DisturbedCluster cluster, Runnable meanwhile) {
		this.cluster = cluster;
		this.meanwhile = meanwhile;
	}

	/**
	 * Does all faults. Returns once the last one is over.
	 * @param plan the faults
	 */
	void run(List<Fault> plan) {
		long start = System.nanoTime();
		plan.forEach((fault) -> this.steps.add(new Step(start + fault.at().toNanos(), () -> begin(fault))));
		while (!this.steps.isEmpty()) {
			await(this.steps.peek().at());
			Step step = this.steps.remove();
			if (!step.action().getAsBoolean()) {
				this.steps.add(new Step(System.nanoTime() + AGAIN, step.action()));
			}
		}
	}

	private boolean begin(Fault fault) {
		BooleanSupplier end = this.cluster.begin(fault);
		this.steps.add(new Step(System.nanoTime() + fault.length().toNanos(), end));
		return true;
	}

	private void await(long time) {
		long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(time - System.nanoTime()));
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(Math.min(left, 250)))
			.atMost(Duration.ofMillis(left).plusSeconds(60))
			.until(() -> {
				this.meanwhile.run();
				return System.nanoTime() >= time;
			});
	}

	private record Step(long at, BooleanSupplier action) {

	}

}
