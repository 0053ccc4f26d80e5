package dev.scheduling.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import dev.scheduling.testing.ActionLog;
import dev.scheduling.testing.Disturbances;
import dev.scheduling.testing.RedisProcess;
import dev.scheduling.testing.Times;
import org.awaitility.Awaitility;

/**
 * Workers and producers in processes of their own on one Redis, to which faults are done.
 */
final class ChaosCluster implements AutoCloseable {

	static final Duration LEASE = Duration.ofSeconds(2);

	static final String NAMESPACE = "chaos";

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final RedisProcess redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "everysec");

	private final RedisView view = new RedisView(this.redis.port());

	private final Path folder;

	private final ChildClasses classes;

	private final Duration lease;

	private final Times times = Times.now();

	private final ActionLog log = new ActionLog(this.times);

	private final ChaosFaults faults = new ChaosFaults(this.redis, this.view, this.log);

	private final List<ChaosNode> workers = new ArrayList<>();

	private final List<ChaosNode> producers = new ArrayList<>();

	/**
	 * Starts a Redis.
	 * @param folder where files are kept
	 * @param classes what workers and producers run
	 */
	ChaosCluster(Path folder, ChildClasses classes) {
		this(folder, classes, LEASE);
	}

	/**
	 * Starts a Redis.
	 * @param folder where files are kept
	 * @param classes what workers and producers run
	 * @param lease the lease of jobs
	 */
	ChaosCluster(Path folder, ChildClasses classes, Duration lease) {
		this.folder = folder;
		this.classes = classes;
		this.lease = lease;
	}

	/** Starts workers and waits for them. */
	void startWorkers(int count, String... arguments) {
		for (int i = 0; i < count; i++) {
			this.workers.add(node("worker-" + this.workers.size(), WorkerApplication.class,
					Stream
						.concat(Stream.of("--scheduling.worker.concurrency=12", "--scheduling.shutdown-timeout=20s"),
								Arrays.stream(arguments))
						.toList()));
		}
		awaitReady(this.workers);
	}

	/** Starts a process that enqueues, and waits for it. */
	ChaosNode startProducer(long seed, int perSecond, int millis) {
		ChaosNode producer = node("producer-" + this.producers.size(), ProducerApplication.class,
				List.of("--scheduling.worker.enabled=false", "--producer.name=p" + this.producers.size() + "-",
						"--producer.seed=" + seed, "--producer.rate=" + perSecond, "--producer.millis=" + millis));
		this.producers.add(producer);
		awaitReady(List.of(producer));
		return producer;
	}

	/** A producer that enqueues nothing by itself, in this process. */
	LocalProducer localProducer() {
		return LocalProducer.start(this.folder.resolve("local.events"), this.redis.port(), common());
	}

	private ChaosNode node(String name, Class<?> main, List<String> arguments) {
		return new ChaosNode(name, main, this.classes, this.folder, this.redis.port(),
				Stream.concat(common().stream(), arguments.stream()).toList());
	}

	private List<String> common() {
		return List.of("--spring.application.name=" + NAMESPACE, "--spring.main.web-application-type=none",
				"--spring.main.banner-mode=off", "--scheduling.lease=" + this.lease.toMillis() + "ms",
				"--scheduling.redis.required-at-startup=false");
	}

	private void awaitReady(Collection<ChaosNode> nodes) {
		await(() -> nodes.stream().allMatch(ChaosNode::isStarted));
	}

	/** Waits for something that comes by itself. */
	void await(BooleanSupplier condition) {
		await(condition, PATIENCE);
	}

	private void await(BooleanSupplier condition, Duration atMost) {
		Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(100)).atMost(atMost).until(() -> {
			watch();
			return condition.getAsBoolean();
		});
	}

	/** Lets some time pass. */
	void pass(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(Math.max(1, Math.min(100, time.toMillis() / 2))))
			.atMost(time.plus(PATIENCE))
			.until(() -> {
				watch();
				return System.nanoTime() >= end;
			});
	}

	/** Called from time to time by those who wait in another way. */
	void watch() {
		if (!this.faults.isRedisAway()) {
			this.view.watch();
		}
	}

	/** Draws one of the workers that run jobs, once three others could take them. */
	ChaosNode drawWorker(Random random) {
		List<ChaosNode> busy = new ArrayList<>();
		await(() -> {
			busy.clear();
			ready().stream().filter(ChaosNode::isBusy).forEach(busy::add);
			return !busy.isEmpty() && ready().size() > Math.min(3, this.workers.size() - 1);
		});
		return busy.get(random.nextInt(busy.size()));
	}

	private List<ChaosNode> ready() {
		return this.workers.stream().filter(ChaosNode::isReady).toList();
	}

	/** Stops a worker as a deployment does, and starts another one. */
	void replace(ChaosNode worker) {
		this.log.add("%s SIGTERM, process %d", worker.name(), worker.pid());
		worker.process().terminate();
		worker.start();
		awaitReady(List.of(worker));
	}

	/** Lets all jobs end, then stops all processes as a deployment does. */
	void drain() {
		drain(PATIENCE);
	}

	void drain(Duration atMost) {
		this.producers.forEach((producer) -> producer.process().terminate());
		this.log.add("producers have stopped");
		await(() -> this.view.readPlaces().unfinished() == 0, atMost);
		stopWorkers();
	}

	void stopWorkers() {
		this.workers.forEach((worker) -> worker.process().requestStop());
		this.workers.forEach((worker) -> worker.process().terminate());
		this.log.add("workers have stopped");
	}

	JobHistory history() {
		List<JobEvent> events = new ArrayList<>(new JobEventLog(this.folder.resolve("local.events")).events());
		Stream.concat(this.workers.stream(), this.producers.stream()).forEach((node) -> events.addAll(node.events()));
		return new JobHistory(events, new Disturbances(this.lease, this.faults.disturbances()), this.times);
	}

	List<ChaosNode> workers() {
		return this.workers;
	}

	List<ChaosNode> nodes() {
		return Stream.concat(this.workers.stream(), this.producers.stream()).toList();
	}

	Duration lease() {
		return this.lease;
	}

	ChaosFaults faults() {
		return this.faults;
	}

	RedisView view() {
		return this.view;
	}

	ActionLog log() {
		return this.log;
	}

	@Override
	public void close() {
		nodes().forEach(ChaosNode::close);
		this.view.close();
		this.redis.close();
	}

}
