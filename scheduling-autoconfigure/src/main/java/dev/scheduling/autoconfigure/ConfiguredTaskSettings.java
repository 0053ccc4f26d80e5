package dev.scheduling.autoconfigure;

import java.lang.reflect.Type;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.scheduling.annotation.Setting;
import dev.scheduling.annotation.TaskAttribute;
import dev.scheduling.annotation.TaskName;
import dev.scheduling.annotation.TaskSettings;
import dev.scheduling.annotation.TaskSettingsSource;
import dev.scheduling.autoconfigure.SchedulingProperties.UnknownTasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;

/**
 * Gives the rules of the annotation package what is bound from the environment.
 */
final class ConfiguredTaskSettings implements TaskSettingsSource {

	private static final Logger logger = LoggerFactory.getLogger(ConfiguredTaskSettings.class);

	private final ConfiguredTasks configured;

	private final TaskPayloadBinder payloads;

	private final ZoneId zone;

	private final UnknownTasks unknownTasks;

	ConfiguredTaskSettings(Environment environment, SchedulingProperties properties) {
		this.configured = new TaskPropertiesBinder(environment).bind();
		this.payloads = new TaskPayloadBinder(environment);
		this.zone = properties.zone();
		this.unknownTasks = properties.unknownTasks();
	}

	@Override
	public TaskSettings task(String name) {
		return this.configured.find(name);
	}

	@Override
	public TaskSettings defaults() {
		return this.configured.defaults();
	}

	@Override
	public ZoneId zone() {
		return this.zone;
	}

	@Override
	public void checkUnknown(Collection<String> known) {
		checkUnknown("task", this.configured.tasks(), known);
	}

	@Override
	public List<String> tasksWithJob() {
		return this.configured.all()
			.stream()
			.filter((task) -> new TaskSettings(task.settings()).find(TaskAttribute.JOB).isPresent())
			.map((task) -> TaskName.kebabCase(task.key()))
			.toList();
	}

	@Override
	public Optional<Object> payload(String task, Type type) {
		return this.payloads.bind(key(task), type);
	}

	@Override
	public Optional<Setting> payloadPart(String task) {
		return this.payloads.find(key(task))
			.map((property) -> new Setting(property.getName().toString(), List.of(String.valueOf(property.getValue())),
					OriginText.of(property.getOrigin())));
	}

	/** The name as it is written, should that differ. */
	private String key(String task) {
		return this.configured.tasks().find(task).map(ConfiguredTask::key).orElse(task);
	}

	@Override
	public TaskSettings job(String name) {
		return this.configured.jobs().settings(name);
	}

	@Override
	public void checkUnknownJobs(Collection<String> known) {
		checkUnknown("job", this.configured.jobs(), known);
	}

	private void checkUnknown(String kind, ConfiguredNames configured, Collection<String> known) {
		if (configured.isEmpty()) {
			return;
		}
		Set<String> uniform = known.stream().map(TaskName::uniform).collect(Collectors.toSet());
		List<ConfiguredTask> unknown = configured.all()
			.stream()
			.filter((task) -> !task.settings().isEmpty() && !uniform.contains(TaskName.uniform(task.key())))
			.toList();
		if (unknown.isEmpty() || this.unknownTasks == UnknownTasks.IGNORE) {
			return;
		}
		UnknownTaskException exception = new UnknownTaskException(kind, unknown, known);
		if (this.unknownTasks == UnknownTasks.FAIL) {
			throw exception;
		}
		logger.warn("{}", exception.description());
	}

}
