package dev.scheduling.testing;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.awaitility.Awaitility;

/**
 * Does planned faults, each at its time, and ends each after its length.
 */
public final class Nemesis {

	private static final long AGAIN = Duration.ofMillis(200).toNanos();

	private final Runnable meanwhile;

	private final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparingLong(Step::at));

	/**
	 * Creates a nemesis.
	 * @param meanwhile called again and again
	 */
	public Nemesis(Runnable meanwhile) {
		this.meanwhile = meanwhile;
	}

	/**
	 * Does all faults. Returns once the last one is over.
	 * @param plan the faults
	 */
	public void run(Collection<Planned> plan) {
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

	private boolean begin(Planned fault) {
		BooleanSupplier end = fault.begin().get();
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

	/**
	 * A fault that will be done.
	 *
	 * @param at when, from the start of the test
	 * @param length how long it lasts
	 * @param begin does it; what it answers ends it, and says whether that was possible
	 * yet
	 */
	public record Planned(Duration at, Duration length, Supplier<BooleanSupplier> begin) {

	}

	private record Step(long at, BooleanSupplier action) {

	}

}
