package dev.scheduling.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.scheduling.testing.ChildProcess;
import dev.scheduling.testing.EventFile;

import org.springframework.util.Assert;

/**
 * A place for one process at a time, with its own way to Redis. Processes may die there,
 * and others follow.
 */
final class ChaosNode implements AutoCloseable {

	private static final String STARTED = ": Started ";

	private final String name;

	private final Class<?> main;

	private final ChildClasses classes;

	private final Path folder;

	private final List<String> arguments;

	private final LinkProxy link;

	private final List<JobEventLog> logs = new ArrayList<>();

	private ChildProcess process;

	private Path output;

	/**
	 * Creates a place and starts its first process.
	 * @param name its name
	 * @param main what its processes run
	 * @param classes with what
	 * @param folder where its files are
	 * @param redisPort where Redis is
	 * @param arguments what its processes are told
	 */
	ChaosNode(String name, Class<?> main, ChildClasses classes, Path folder, int redisPort, List<String> arguments) {
		this.name = name;
		this.main = main;
		this.classes = classes;
		this.folder = folder;
		this.arguments = arguments;
		this.link = new LinkProxy(redisPort);
		start();
	}

	/** Starts a process, in place of the one before. */
	void start() {
		String file = this.name + "-" + this.logs.size();
		Path events = this.folder.resolve(file + ".events");
		this.logs.add(new JobEventLog(events));
		this.output = this.folder.resolve(file + ".log");
		ProcessBuilder java = this.classes.java(this.main);
		java.command().addAll(this.arguments);
		java.command().add("--events=" + events);
		java.command().add("--spring.data.redis.port=" + this.link.port());
		this.process = ChildProcess.start(java, this.output);
	}

	/** Whether its process works. */
	boolean isReady() {
		return isAlive() && new EventFile(this.output).lines().stream().anyMatch((line) -> line.contains(STARTED));
	}

	/** Whether its process works, which it must come to. */
	boolean isStarted() {
		Assert.state(isAlive(), () -> String.join("\n", new EventFile(this.output).lines()));
		return isReady();
	}

	/** Whether code of a job runs in its process. */
	boolean isBusy() {
		List<JobEvent> events = this.logs.get(this.logs.size() - 1).events();
		long ended = events.stream().filter((event) -> event.kind().isEndOfCode()).count();
		return events.stream().filter((event) -> event.kind() == JobEvent.Kind.STARTED).count() > ended;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	long pid() {
		return this.process.pid();
	}

	String name() {
		return this.name;
	}

	ChildProcess process() {
		return this.process;
	}

	LinkProxy link() {
		return this.link;
	}

	List<JobEvent> events() {
		return this.logs.stream().flatMap((log) -> log.events().stream()).toList();
	}

	@Override
	public void close() {
		this.process.close();
		this.link.close();
	}

}
