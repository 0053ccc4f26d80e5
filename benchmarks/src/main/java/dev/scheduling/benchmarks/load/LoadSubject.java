package dev.scheduling.benchmarks.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A queue of durable jobs, with its worker.
 */
interface LoadSubject {

	/**
	 * Returns where it keeps its jobs.
	 * @return the server to start for it
	 */
	Store keptIn();

	/**
	 * Returns what an application would have configured, for the report.
	 * @return a text for people
	 */
	String settings();

	/**
	 * Returns whether the programs are there that it needs.
	 * @return whether it can be opened
	 */
	default boolean isInstalled() {
		return true;
	}

	/**
	 * Returns whether it takes jobs.
	 * @return whether it can be loaded
	 */
	default boolean isQueue() {
		return true;
	}

	/**
	 * Returns how to start it in a process of its own.
	 * @param name its name
	 * @param launch what there is to start it with
	 * @return a command
	 */
	default List<String> command(String name, Launch launch) {
		return Stream.concat(launch.jvm().stream(), LoadProcess.arguments(name, launch).stream()).toList();
	}

	/**
	 * Returns how much of a backlog it is given, as the slow ones would take hours.
	 * @param asked how many jobs the fast ones get
	 * @return how many jobs it gets
	 */
	default int backlog(int asked) {
		return asked;
	}

	/**
	 * Starts a worker that is paused.
	 * @param setup what it needs
	 * @return the queue
	 */
	LoadQueue open(Setup setup) throws Exception;

	/**
	 * Where a subject keeps its jobs.
	 */
	enum Store {

		NONE, REDIS, POSTGRES

	}

	/**
	 * What a subject is started with.
	 *
	 * @param jvm starts a JVM with the benchmarks
	 * @param folder for files that it needs
	 * @param port of its server
	 * @param conditions what it runs under
	 */
	record Launch(List<String> jvm, Path folder, int port, Conditions conditions) {

	}

	/**
	 * What a subject is given.
	 *
	 * @param port of the server it keeps its jobs in, on the loopback address
	 * @param concurrency how many jobs it runs at once, 0 for its default
	 * @param properties more of it, for subjects that know them
	 * @param jobs what a job does
	 */
	record Setup(int port, int concurrency, Map<String, String> properties, Jobs jobs) {

	}

}
