package dev.scheduling.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.TaskContext;
import dev.scheduling.testing.EventFile;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * The application that the nodes of a cluster run, in processes of their own. Each start
 * and end of a run is a line of its file.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class NodeApplication {

	static final List<String> IN_PROCESS = List.of("quick", "slow");

	static final List<String> DURABLE = List.of("durable-quick", "durable-slow");

	static final List<String> TASKS = Stream.of(IN_PROCESS, DURABLE).flatMap(List::stream).toList();

	private static final Duration QUICK = Duration.ofMillis(10);

	private static final Duration SLOW = Duration.ofMillis(2500);

	private final EventFile events;

	NodeApplication(@Value("${events}") Path events) {
		this.events = new EventFile(events);
	}

	public static void main(String[] arguments) {
		NodeClock.inject();
		SpringApplication.run(NodeApplication.class, arguments);
	}

	@Periodic(interval = "1s")
	void quick(TaskContext context) throws InterruptedException {
		run(context, QUICK);
	}

	@Periodic(interval = "1s")
	void slow(TaskContext context) throws InterruptedException {
		run(context, SLOW);
	}

	@Periodic(interval = "1s", execution = Execution.DURABLE)
	void durableQuick(TaskContext context) throws InterruptedException {
		run(context, QUICK);
	}

	@Periodic(interval = "1s", execution = Execution.DURABLE)
	void durableSlow(TaskContext context) throws InterruptedException {
		run(context, SLOW);
	}

	private void run(TaskContext context, Duration time) throws InterruptedException {
		write(context, RunEvent.Kind.START);
		RunEvent.Kind end = RunEvent.Kind.STOPPED;
		try {
			Thread.sleep(time.toMillis());
			end = RunEvent.Kind.END;
		}
		finally {
			write(context, end);
		}
	}

	private void write(TaskContext context, RunEvent.Kind kind) {
		RunEvent event = new RunEvent(context.task(), context.scheduledFor().toEpochMilli(), context.fencingToken(),
				kind, System.nanoTime(), ProcessHandle.current().pid());
		this.events.add(event.toLine());
	}

}
