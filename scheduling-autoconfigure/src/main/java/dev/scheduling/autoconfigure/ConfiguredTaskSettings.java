package dev.scheduling.autoconfigure;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

	private final ConfiguredTasks tasks;

	private final ZoneId zone;

	private final UnknownTasks unknownTasks;

	ConfiguredTaskSettings(Environment environment, SchedulingProperties properties) {
		this.tasks = new TaskPropertiesBinder(environment).bind();
		this.zone = properties.zone();
		this.unknownTasks = properties.unknownTasks();
	}

	@Override
	public TaskSettings task(String name) {
		return this.tasks.find(name);
	}

	@Override
	public TaskSettings defaults() {
		return this.tasks.defaults();
	}

	@Override
	public ZoneId zone() {
		return this.zone;
	}

	@Override
	public void checkUnknown(Collection<String> known) {
		Set<String> uniform = known.stream().map(TaskName::uniform).collect(Collectors.toSet());
		List<ConfiguredTask> unknown = this.tasks.all()
			.stream()
			.filter((task) -> !task.settings().isEmpty() && !uniform.contains(TaskName.uniform(task.key())))
			.toList();
		if (unknown.isEmpty() || this.unknownTasks == UnknownTasks.IGNORE) {
			return;
		}
		UnknownTaskException exception = new UnknownTaskException(unknown, known);
		if (this.unknownTasks == UnknownTasks.FAIL) {
			throw exception;
		}
		logger.warn("{}", exception.description());
	}

}
