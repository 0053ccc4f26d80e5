package dev.scheduling.benchmarks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.scheduling.benchmarks.Starts.Start;
import dev.scheduling.benchmarks.TimingResult.RedisCost;
import org.jspecify.annotations.Nullable;

/**
 * Runs one subject in processes of its own, and measures.
 */
final class SubjectRunner {

	/** So that ticks that are late still come, and commands can be told apart. */
	private static final Duration WATCHED = Duration.ofSeconds(2);

	private static final Duration AFTERWARDS = Duration.ofSeconds(3);

	private static final Duration SETTLING = Duration.ofSeconds(5);

	private final TimingOptions options;

	private final List<String> jvm;

	private final Path folder;

	private final Clock clock;

	SubjectRunner(TimingOptions options, List<String> jvm, Path folder, Clock clock) {
		this.options = options;
		this.jvm = jvm;
		this.folder = folder;
		this.clock = clock;
	}

	/**
	 * Measures lateness.
	 * @param subject the subject
	 * @param tasks how many tasks it has
	 * @param nodes in how many processes it runs, on one server
	 * @return what was measured
	 */
	TimingResult measure(String subject, int tasks, int nodes) {
		try (Backend backend = Backend.start(Subjects.named(subject).backing())) {
			List<ChildProcess> children = IntStream.range(0, nodes)
				.mapToObj((node) -> start(subject, tasks, "node-%d-of-%d".formatted(node + 1, nodes), backend))
				.toList();
			try {
				children.forEach(ChildProcess::awaitReady);
				return measure(subject, tasks, backend.redis(), children);
			}
			finally {
				children.forEach(ChildProcess::close);
			}
		}
	}

	private TimingResult measure(String subject, int tasks, @Nullable RedisServer redis, List<ChildProcess> children) {
		Instant begin = this.clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).plus(this.options.warmUp());
		Instant end = begin.plus(this.options.window());
		Waiting.until(begin);
		double cpuBefore = children.stream().mapToDouble(ChildProcess::cpuSeconds).sum();
		RedisUse before = use(redis);
		Waiting.until(end);
		double cpu = children.stream().mapToDouble(ChildProcess::cpuSeconds).sum() - cpuBefore;
		RedisUse use = use(redis).since(before);
		RedisCost cost = cost(redis, use);
		Waiting.until(end.plus(WATCHED).plus(AFTERWARDS));
		List<Start> starts = new ArrayList<>();
		children.forEach((child) -> starts.addAll(child.stop()));
		return new TimingResult(subject, tasks, Lateness.of(starts, tasks, begin, end), cpu, cost);
	}

	private static RedisUse use(@Nullable RedisServer redis) {
		return RedisUse.parse((redis != null) ? redis.info() : "");
	}

	private static @Nullable RedisCost cost(@Nullable RedisServer redis, RedisUse use) {
		if (redis == null) {
			return null;
		}
		RedisMonitor monitor = RedisMonitor.watch(redis.port(), WATCHED);
		return new RedisCost(monitor.clientCalls(use, 1), RedisMonitor.sum(use.calls()), use.cpuSeconds());
	}

	/**
	 * Measures how long a subject takes to start.
	 * @param subject the subject
	 * @param tasks how many tasks it has
	 * @return the time
	 */
	Duration measureStart(String subject, int tasks) {
		try (Backend backend = Backend.start(Subjects.named(subject).backing());
				ChildProcess child = start(subject, tasks, "start-up", backend)) {
			Duration time = child.awaitReady();
			child.stop();
			return time;
		}
	}

	/**
	 * Watches what a subject that has nothing to do sends to its Redis.
	 * @param subject the subject
	 * @param tasks how many tasks it has
	 * @return what was seen
	 */
	RedisMonitor watchIdle(String subject, int tasks) {
		try (Backend backend = Backend.start(Subjects.named(subject).backing());
				ChildProcess child = start(subject, tasks, "idle", backend)) {
			child.awaitReady();
			Waiting.pause(SETTLING);
			RedisMonitor seen = RedisMonitor.watch(backend.port(), this.options.idleWindow());
			child.stop();
			return seen;
		}
	}

	private ChildProcess start(String subject, int tasks, String use, Backend backend) {
		Path own = this.folder.resolve("%s-%d-%s".formatted(subject, tasks, use));
		return ChildProcess.start(this.jvm, own,
				SubjectProcess.arguments(subject, tasks, this.options.capacity(tasks), backend.port(), own));
	}

}
