package dev.scheduling.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.scheduling.annotation.NameClaims.NameClaim;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TaskRules;

import org.springframework.util.StringValueResolver;

/**
 * Makes the definitions of periodic tasks out of annotated methods and the configuration.
 */
final class PeriodicTaskDefiner {

	private final TaskSettingsSource source;

	private final PeriodicAnnotationSettings annotations;

	private final PeriodicMethodParser parser = new PeriodicMethodParser();

	private final ScheduleResolver schedules;

	private final ScheduleLimitsResolver limits = new ScheduleLimitsResolver();

	private final TaskRulesResolver rules;

	private final TickJobResolver jobs;

	PeriodicTaskDefiner(TaskSettingsSource source, StringValueResolver resolver,
			Map<String, JobHandlerDefinition> handlers, SettingBeans beans) {
		this.source = source;
		this.annotations = new PeriodicAnnotationSettings(resolver);
		this.schedules = new ScheduleResolver(source.zone(), beans);
		this.rules = new TaskRulesResolver(beans);
		this.jobs = new TickJobResolver(source, handlers);
	}

	/**
	 * Defines tasks: of annotated methods, and of the configuration where that names a
	 * job for a schedule.
	 * @param methods the annotated methods
	 * @param names the names that are taken, to which theirs are added
	 * @return the tasks, ordered by name
	 */
	List<PeriodicTask> define(List<AnnotatedMethod<Periodic>> methods, NameClaims names) {
		Map<String, AnnotatedMethod<Periodic>> annotated = new TreeMap<>();
		for (AnnotatedMethod<Periodic> method : methods) {
			String name = this.annotations.name(method);
			names.add(NameClaim.of(name, "task", method));
			annotated.put(name, method);
		}
		List<String> configured = configured(annotated, names);
		List<String> known = new ArrayList<>(annotated.keySet());
		known.addAll(configured);
		this.source.checkUnknown(known);
		return known.stream().sorted().map((name) -> {
			AnnotatedMethod<Periodic> method = annotated.get(name);
			return (method != null) ? define(name, method) : define(name);
		}).toList();
	}

	private List<String> configured(Map<String, AnnotatedMethod<Periodic>> annotated, NameClaims names) {
		List<String> configured = new ArrayList<>();
		for (String name : this.source.tasksWithJob()) {
			Setting job = this.source.task(name).find(TaskAttribute.JOB).orElseThrow();
			this.jobs.checkIsNoMethod(name, job, annotated);
			names.add(NameClaim.of(name, job));
			configured.add(name);
		}
		return configured;
	}

	private PeriodicTask define(String name, AnnotatedMethod<Periodic> method) {
		LayeredSettings settings = LayeredSettings.ofTask(name,
				List.of(this.source.task(name), this.annotations.settings(method), this.source.defaults()));
		TaskRules rules = this.rules.resolve(settings);
		PeriodicTask.Builder task = schedule(PeriodicTask.named(name, this.parser.parse(method)), settings, rules,
				Optional.of(method));
		this.jobs.refusePayload(settings);
		Execution execution = settings.policy(TaskAttribute.EXECUTION, Execution.DEFAULT);
		if (execution == Execution.DURABLE) {
			this.rules.checkDurable(settings, true);
			return task.job(this.jobs.ofOwnCode(settings)).build();
		}
		this.jobs.checkInProcess(settings);
		return task.execution(execution).build();
	}

	private PeriodicTask define(String name) {
		LayeredSettings settings = LayeredSettings.ofTask(name,
				List.of(this.source.task(name), this.source.defaults()));
		PeriodicTask.Builder task = PeriodicTask.named(name, (context) -> {
			throw new IllegalStateException("Task '%s' has no code: its ticks are jobs".formatted(name));
		});
		TaskRules rules = this.rules.resolve(settings);
		this.rules.checkDurable(settings, false);
		return schedule(task, settings, rules, Optional.empty()).job(this.jobs.ofHandler(settings)).build();
	}

	private PeriodicTask.Builder schedule(PeriodicTask.Builder task, LayeredSettings settings, TaskRules rules,
			Optional<AnnotatedMethod<Periodic>> method) {
		ResolvedSchedule schedule = this.schedules.resolve(settings)
			.orElseThrow(() -> method.map((found) -> new ScheduleMissingException(settings.name(), found))
				.orElseGet(() -> new ScheduleMissingException(settings.name())));
		this.rules.check(settings, schedule.schedule());
		return task.schedule(schedule.schedule())
			.limits(this.limits.resolve(settings, this.schedules.zone(settings)))
			.source(schedule.setting().origin())
			.rules(rules);
	}

}
