package dev.scheduling.annotation;

import java.lang.reflect.Type;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration that a test writes, all of it on line 1.
 */
final class FakeTaskSettings implements TaskSettingsSource {

	final Map<TaskAttribute, String> defaults = new EnumMap<>(TaskAttribute.class);

	final Map<String, Object> payloads = new HashMap<>();

	Collection<String> known = List.of();

	Collection<String> knownJobs = List.of();

	private final Map<String, Map<TaskAttribute, String>> tasks = new HashMap<>();

	private final Map<String, Map<TaskAttribute, String>> jobs = new HashMap<>();

	Map<TaskAttribute, String> configure(String task) {
		return this.tasks.computeIfAbsent(task, (key) -> new EnumMap<>(TaskAttribute.class));
	}

	Map<TaskAttribute, String> configureJob(String job) {
		return this.jobs.computeIfAbsent(job, (key) -> new EnumMap<>(TaskAttribute.class));
	}

	@Override
	public TaskSettings task(String name) {
		return settings(this.tasks.getOrDefault(name, Map.of()));
	}

	@Override
	public TaskSettings defaults() {
		return settings(this.defaults);
	}

	@Override
	public TaskSettings job(String name) {
		return settings(this.jobs.getOrDefault(name, Map.of()));
	}

	private static TaskSettings settings(Map<TaskAttribute, String> texts) {
		Map<TaskAttribute, Setting> settings = new EnumMap<>(TaskAttribute.class);
		texts.forEach((attribute, text) -> settings.put(attribute,
				new Setting("scheduling." + attribute.key(), List.of(text), "application.yml:1")));
		return new TaskSettings(settings);
	}

	@Override
	public ZoneOffset zone() {
		return ZoneOffset.UTC;
	}

	@Override
	public void checkUnknown(Collection<String> known) {
		this.known = List.copyOf(known);
	}

	@Override
	public void checkUnknownJobs(Collection<String> known) {
		this.knownJobs = List.copyOf(known);
	}

	@Override
	public List<String> tasksWithJob() {
		return this.tasks.keySet().stream().filter((name) -> task(name).find(TaskAttribute.JOB).isPresent()).toList();
	}

	@Override
	public Optional<Object> payload(String task, Type type) {
		return Optional.ofNullable(this.payloads.get(task));
	}

	@Override
	public Optional<Setting> payloadPart(String task) {
		return payload(task, Object.class)
			.map((payload) -> new Setting("scheduling.payload", List.of(payload.toString()), "application.yml:1"));
	}

}
