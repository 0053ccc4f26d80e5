package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.annotation.JobHandlerRegistry;
import dev.scheduling.annotation.PeriodicTaskRegistry;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TickJob;
import dev.scheduling.queue.QueueSettings;
import dev.scheduling.store.QueueRetention;

/**
 * Whether this process consumes jobs, and which. Known once handlers and tasks are.
 */
final class WorkerRole {

	private final SchedulingProperties properties;

	private final WorkerProperties worker;

	private final JobHandlerRegistry handlers;

	private final PeriodicTaskRegistry tasks;

	private final ConfiguredQueues queues;

	WorkerRole(SchedulingProperties properties, WorkerProperties worker, JobHandlerRegistry handlers,
			PeriodicTaskRegistry tasks, ConfiguredQueues queues) {
		this.properties = properties;
		this.worker = worker;
		this.handlers = handlers;
		this.tasks = tasks;
		this.queues = queues;
	}

	/**
	 * Returns whether to consume jobs. Without a handler there is none that could run.
	 * @return {@code true} if the roles allow it and there is a handler
	 */
	boolean isWanted() {
		return this.properties.enabled() && this.worker.enabled() && handlers() > 0;
	}

	int handlers() {
		return this.handlers.handlers().size();
	}

	List<String> queues() {
		Stream<String> ofHandlers = this.handlers.handlers().stream().map(JobHandlerDefinition::queue);
		Stream<String> ofTasks = this.tasks.tasks()
			.stream()
			.map(PeriodicTask::job)
			.flatMap(Optional::stream)
			.map(TickJob::queue);
		return this.worker.queuesOf(Stream.concat(ofHandlers, ofTasks).toList()).stream().sorted().toList();
	}

	boolean consumes(String queue) {
		return isWanted() && queues().contains(queue);
	}

	QueueSettings rules() {
		return this.queues.settings();
	}

	QueueRetention kept(String queue) {
		return this.queues.find(QueueSettings.queueOf(queue)).kept();
	}

	Duration lease() {
		return this.properties.lease();
	}

}
