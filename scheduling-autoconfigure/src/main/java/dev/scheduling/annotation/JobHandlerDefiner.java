package dev.scheduling.annotation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.scheduling.annotation.JobHandlerMethodParser.ParsedHandler;
import dev.scheduling.annotation.NameClaims.NameClaim;
import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobId;
import dev.scheduling.job.Priority;

import org.springframework.util.StringValueResolver;

/**
 * Makes the definitions of handlers out of annotated methods and the configuration.
 */
final class JobHandlerDefiner {

	private final TaskSettingsSource source;

	private final JobAnnotationSettings annotations;

	private final JobHandlerMethodParser parser = new JobHandlerMethodParser();

	JobHandlerDefiner(TaskSettingsSource source, StringValueResolver resolver) {
		this.source = source;
		this.annotations = new JobAnnotationSettings(resolver);
	}

	/**
	 * Defines handlers.
	 * @param methods the annotated methods
	 * @param names the names that are taken, to which theirs are added
	 * @return the handlers by name
	 */
	Map<String, JobHandlerDefinition> define(List<AnnotatedMethod<JobHandler>> methods, NameClaims names) {
		Map<String, AnnotatedMethod<JobHandler>> byName = new TreeMap<>();
		for (AnnotatedMethod<JobHandler> method : methods) {
			String name = this.annotations.name(method);
			names.add(NameClaim.of(name, "job", method));
			byName.put(name, method);
		}
		this.source.checkUnknownJobs(byName.keySet());
		Map<String, JobHandlerDefinition> handlers = new TreeMap<>();
		byName.forEach((name, method) -> handlers.put(name, define(name, method)));
		handlers.values().forEach((handler) -> names.addAliases(handler, "job"));
		return handlers;
	}

	private JobHandlerDefinition define(String name, AnnotatedMethod<JobHandler> method) {
		ParsedHandler parsed = this.parser.parse(method);
		JobSettings settings = JobSettings
			.of(LayeredSettings.ofJob(name, List.of(this.source.job(name), this.annotations.settings(method))));
		return define(name, settings, parsed, method.origin());
	}

	/**
	 * Lays the built-in defaults under settings.
	 * @param name the name of the jobs
	 * @param settings what is set
	 * @param parsed the code
	 * @param origin where it is defined
	 * @return the handler
	 */
	static JobHandlerDefinition define(String name, JobSettings settings, ParsedHandler parsed, String origin) {
		return new JobHandlerDefinition(name, Objects.requireNonNullElse(settings.queue(), JobId.DEFAULT_QUEUE),
				new Urgency(Objects.requireNonNullElse(settings.priority(), Priority.NORMAL), settings.expiresIn()),
				Objects.requireNonNullElse(settings.maxAttempts(), JobHandlerDefinition.DEFAULT_MAX_ATTEMPTS),
				settings.timeout(), settings.retention(), settings.aliases(), settings.retries(), parsed.payloadType(),
				parsed.body(), origin);
	}

}
