package dev.scheduling.benchmarks.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.scheduling.benchmarks.RedisMonitor;
import dev.scheduling.benchmarks.RedisServer;
import dev.scheduling.benchmarks.RedisUse;
import dev.scheduling.benchmarks.Waiting;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One subject under load: its processes, on a server of their own.
 */
final class LoadSession implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final Duration WATCHED = Duration.ofSeconds(20);

	/** So that what follows a job's end is not taken for the cost of the next one. */
	private static final Duration SETTLING = Duration.ofMillis(500);

	private static final Pattern MEMORY = Pattern
		.compile("(used_memory|mem_aof_buffer|mem_clients_normal|mem_clients_slaves):(\\d+)");

	private final LoadServer server;

	private final List<LoadWorker> nodes = new ArrayList<>();

	private @Nullable RedisMonitor calls;

	LoadSession(LoadServer server) {
		this.server = server;
	}

	/**
	 * Adds a process.
	 * @param command starts it
	 * @param log where its log goes to
	 */
	void start(List<String> command, Path log) {
		this.nodes.add(LoadWorker.start(command, log));
	}

	double enqueue(int count, int batch) {
		return producer().ask("enqueue", count, batch).getOrDefault("nanos", Double.NaN) / 1e9;
	}

	void enqueueAtRate(int count, int perSecond) {
		producer().ask("rate", count, perSecond);
	}

	void enqueueMixed(int count, int perSecond) {
		producer().ask("mixed", count, perSecond);
	}

	private LoadWorker producer() {
		return this.nodes.get(0);
	}

	void expect(int count, Duration work) {
		this.nodes.forEach((node) -> node.ask("expect", count, work.toMillis()));
	}

	void pause() {
		this.nodes.forEach((node) -> node.ask("pause"));
	}

	void resume() {
		this.nodes.forEach((node) -> node.ask("resume"));
	}

	void awaitEnd(int count) {
		boolean ended = Waiting.until(PATIENCE,
				() -> this.nodes.stream()
					.mapToDouble((node) -> node.ask("ended").getOrDefault("ended", 0.0))
					.sum() >= count);
		Assert.state(ended, () -> "%d jobs did not end within %s".formatted(count, PATIENCE));
	}

	Progress progress() {
		return Progress.of(this.nodes.stream().map((node) -> node.ask("progress")).toList());
	}

	/**
	 * Drains a backlog, so that code is compiled and the calls are known. Ends paused.
	 * @param count how many jobs
	 */
	void warmUp(int count) {
		enqueue(count, DrainScenario.BATCH);
		expect(count, Duration.ZERO);
		watchCalls(() -> {
			resume();
			awaitEnd(count);
		});
		Waiting.pause(SETTLING);
		pause();
	}

	/**
	 * Learns which commands clients send and which ones scripts call.
	 * @param load the load that is watched, as some commands come late in it
	 */
	void watchCalls(Runnable load) {
		RedisServer redis = this.server.redis();
		if (redis == null) {
			load.run();
			return;
		}
		this.calls = RedisMonitor.watch(redis.port(), WATCHED, load);
	}

	@Nullable RedisMonitor calls() {
		return this.calls;
	}

	Usage usage() {
		RedisServer redis = this.server.redis();
		return new Usage(this.nodes.stream().mapToDouble(LoadWorker::cpuSeconds).sum(),
				(redis != null) ? RedisUse.parse(redis.info()) : null);
	}

	/**
	 * Returns how much memory Redis has for data.
	 * @return bytes, or not a number for a subject without Redis
	 */
	double redisBytes() {
		RedisServer redis = this.server.redis();
		if (redis == null) {
			return Double.NaN;
		}
		double bytes = 0;
		Matcher memory = MEMORY.matcher(redis.info());
		while (memory.find()) {
			bytes += Double.parseDouble(memory.group(2)) * (memory.group(1).equals("used_memory") ? 1 : -1);
		}
		return bytes;
	}

	/**
	 * Tells what the periodic tasks did since jobs were last expected.
	 * @return the figures
	 */
	Map<Figure, Double> ticks() {
		Map<String, Double> ticks = producer().ask("ticks");
		return Map.of(Figure.TICKS, ticks.getOrDefault("started", Double.NaN), Figure.TICK_P50,
				ticks.getOrDefault("p50", Double.NaN) / 1000, Figure.TICK_P99,
				ticks.getOrDefault("p99", Double.NaN) / 1000);
	}

	/**
	 * Watches what is sent to Redis.
	 * @param settling how long to wait before
	 * @param time how long to watch
	 * @return what was seen
	 */
	RedisMonitor watchIdle(Duration settling, Duration time) {
		Waiting.pause(settling);
		return RedisMonitor.watch(this.server.port(), time);
	}

	double startMillis() {
		return producer().startMillis();
	}

	double peakMemory() {
		return this.nodes.stream().mapToDouble(LoadWorker::peakMemory).max().orElse(Double.NaN);
	}

	@Override
	public void close() {
		this.nodes.forEach(LoadWorker::close);
		this.server.close();
	}

}
