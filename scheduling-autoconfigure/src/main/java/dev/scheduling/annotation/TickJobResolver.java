package dev.scheduling.annotation;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.scheduling.job.JobId;
import dev.scheduling.job.Priority;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.periodic.TickJob;
import org.jspecify.annotations.Nullable;

/**
 * Decides which job a durable task's tick becomes, and refuses settings of jobs for tasks
 * that are none.
 */
final class TickJobResolver {

	private static final List<TaskAttribute> ONLY_DURABLE = List.of(TaskAttribute.QUEUE, TaskAttribute.PRIORITY,
			TaskAttribute.MAX_ATTEMPTS, TaskAttribute.RETENTION, TaskAttribute.ALIASES);

	private final TaskSettingsSource source;

	private final Map<String, JobHandlerDefinition> handlers;

	TickJobResolver(TaskSettingsSource source, Map<String, JobHandlerDefinition> handlers) {
		this.source = source;
		this.handlers = handlers;
	}

	/** The tick of a method: a job of the task's own name. */
	TickJob ofOwnCode(LayeredSettings settings) {
		checkScope(settings);
		JobSettings job = JobSettings.of(settings);
		return new TickJob(settings.name(), Objects.requireNonNullElse(job.queue(), JobId.DEFAULT_QUEUE), null,
				job.maxAttempts(), job.retention(), job.aliases(),
				Objects.requireNonNullElse(job.priority(), Priority.NORMAL));
	}

	/** The tick of a task without code: a job of the named handler, with its payload. */
	TickJob ofHandler(LayeredSettings settings) {
		checkScope(settings);
		checkExecution(settings);
		Setting named = settings.find(TaskAttribute.JOB).orElseThrow();
		JobHandlerDefinition handler = this.handlers.get(named.text());
		if (handler == null) {
			throw new UnknownJobException(settings.name(), named, this.handlers.keySet());
		}
		settings.own().find(TaskAttribute.ALIASES).ifPresent((aliases) -> {
			throw settings.invalid(TaskAttribute.ALIASES, aliases, "the task runs a job, whose handler has the aliases",
					"Set scheduling.jobs.%s.aliases instead.".formatted(handler.name()), null);
		});
		JobSettings job = JobSettings.of(settings);
		return new TickJob(handler.name(), Objects.requireNonNullElse(job.queue(), handler.queue()),
				payload(settings, named, handler), job.maxAttempts(), job.retention(), List.of(),
				Objects.requireNonNullElse(job.priority(), handler.urgency().priority()));
	}

	private @Nullable Object payload(LayeredSettings settings, Setting named, JobHandlerDefinition handler) {
		Type type = handler.payloadType();
		if (type != null) {
			return this.source.payload(settings.name(), type)
				.orElseThrow(() -> settings.invalid(TaskAttribute.JOB, named,
						"the handler takes a %s, and there is no 'payload'".formatted(type.getTypeName()),
						"Add scheduling.tasks.%s.payload with the fields of that type.".formatted(settings.name()),
						null));
		}
		refusePayload(settings, "the handler of '%s' takes none".formatted(handler.name()),
				"Remove 'payload', or let the handler take it as its first parameter.");
		return null;
	}

	private static void checkScope(LayeredSettings settings) {
		if (settings.policy(TaskAttribute.SCOPE, TaskScope.DEFAULT) == TaskScope.INSTANCE) {
			throw settings.invalid(TaskAttribute.SCOPE, settings.find(TaskAttribute.SCOPE).orElseThrow(),
					"the task is durable, so that one worker of the cluster runs a tick",
					"Use 'execution: in-process' for a task that every node runs, or remove 'scope'.", null);
		}
	}

	private static void checkExecution(LayeredSettings settings) {
		LayeredSettings own = settings.own();
		if (own.policy(TaskAttribute.EXECUTION, Execution.DEFAULT) == Execution.IN_PROCESS) {
			throw settings.invalid(TaskAttribute.EXECUTION, own.find(TaskAttribute.EXECUTION).orElseThrow(),
					"the task runs a job, which is durable", "Remove 'execution'.", null);
		}
	}

	private void refusePayload(LayeredSettings settings, String reason, String action) {
		this.source.payloadPart(settings.name()).ifPresent((part) -> {
			throw settings.invalid(TaskAttribute.PAYLOAD, part, reason, action, null);
		});
	}

	/** A method of a task has no parameter that could take one. */
	void refusePayload(LayeredSettings settings) {
		refusePayload(settings, "the task has code of its own, which takes none",
				"Remove 'payload', or write a @JobHandler that takes it and name it in 'job'.");
	}

	/** Defaults about jobs may be meant for other tasks. */
	void checkInProcess(LayeredSettings settings) {
		LayeredSettings own = settings.own();
		for (TaskAttribute attribute : ONLY_DURABLE) {
			Optional<Setting> given = own.find(attribute);
			if (given.isPresent()) {
				throw settings.invalid(attribute, given.get(), "the task runs in process, where it means nothing",
						"Make the task durable with 'execution: durable', or remove '%s'.".formatted(attribute.key()),
						null);
			}
		}
	}

	void checkIsNoMethod(String name, Setting job, Map<String, AnnotatedMethod<Periodic>> annotated) {
		AnnotatedMethod<Periodic> method = annotated.entrySet()
			.stream()
			.filter((entry) -> TaskName.uniform(entry.getKey()).equals(TaskName.uniform(name)))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
		if (method != null) {
			throw LayeredSettings.ofTask(name, List.of())
				.invalid(TaskAttribute.JOB, job, "the task has code of its own, %s".formatted(method.describe()),
						"Give the schedule of the job another name, or remove 'job'.", null);
		}
	}

}
