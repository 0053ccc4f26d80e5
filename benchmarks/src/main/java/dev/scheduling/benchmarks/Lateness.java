package dev.scheduling.benchmarks;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.scheduling.benchmarks.Starts.Start;

/**
 * How late the ticks of some seconds started, and how many did not, or did more than
 * once.
 *
 * @param expected how many ticks there were
 * @param started how many starts there were
 * @param lost how many ticks had no start
 * @param doubled how many starts were not the first of their tick
 * @param p50 the median, in milliseconds as those that follow
 * @param p99 the 99th percentile
 * @param max the greatest
 * @param drift the median of the last seconds minus that of the first
 */
record Lateness(long expected, long started, long lost, long doubled, double p50, double p99, double max,
		double drift) {

	private static final long DRIFT_SECONDS = 10;

	static Lateness of(List<Start> starts, int tasks, Instant begin, Instant end) {
		long first = begin.getEpochSecond();
		long after = end.getEpochSecond();
		List<Start> measured = starts.stream()
			.filter((start) -> start.nominal() >= first && start.nominal() < after)
			.toList();
		Set<Tick> ticks = new HashSet<>();
		measured.forEach((start) -> ticks.add(new Tick(start.task(), start.nominal())));
		long expected = tasks * (after - first);
		double[] all = sorted(measured, (start) -> true);
		long span = Math.min(DRIFT_SECONDS, (after - first) / 3);
		double drift = percentile(sorted(measured, (start) -> start.nominal() >= after - span), 50)
				- percentile(sorted(measured, (start) -> start.nominal() < first + span), 50);
		return new Lateness(expected, measured.size(), expected - ticks.size(), measured.size() - ticks.size(),
				percentile(all, 50), percentile(all, 99), percentile(all, 100), drift);
	}

	private static double[] sorted(List<Start> starts, Predicate<Start> filter) {
		return starts.stream().filter(filter).mapToDouble(Start::latenessMillis).sorted().toArray();
	}

	private static double percentile(double[] sorted, int percent) {
		int index = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
		return (sorted.length > 0) ? sorted[Math.max(0, index)] : Double.NaN;
	}

	private record Tick(int task, long nominal) {

	}

}
