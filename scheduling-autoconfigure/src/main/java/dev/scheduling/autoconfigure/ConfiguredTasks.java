package dev.scheduling.autoconfigure;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.scheduling.annotation.Setting;
import dev.scheduling.annotation.TaskAttribute;
import dev.scheduling.annotation.TaskName;
import dev.scheduling.annotation.TaskSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about tasks. Keys that differ in dashes, underscores and
 * case only are one task: next to {@code nightly-report} in a file, an environment
 * variable makes Boot bind a second key {@code nightlyreport} with the same values.
 */
final class ConfiguredTasks {

	private final Map<String, ConfiguredTask> byUniformName = new TreeMap<>();

	private final TaskSettings defaults;

	ConfiguredTasks(Map<String, TaskProperties> tasks, TaskProperties defaults, OriginRecorder origins) {
		tasks.forEach((key, properties) -> {
			ConfiguredTask task = new ConfiguredTask(key,
					settings(TaskPropertiesBinder.TASKS + "." + key, properties, origins));
			this.byUniformName.merge(TaskName.uniform(key), task, ConfiguredTask::merge);
		});
		this.defaults = new TaskSettings(settings(TaskPropertiesBinder.DEFAULTS.toString(), defaults, origins));
	}

	/**
	 * Returns what is said under a name.
	 * @param name the name
	 * @return the settings, saying nothing if the name is not there
	 */
	TaskSettings find(String name) {
		@Nullable ConfiguredTask task = this.byUniformName.get(TaskName.uniform(name));
		return (task != null) ? new TaskSettings(task.settings()) : TaskSettings.none();
	}

	TaskSettings defaults() {
		return this.defaults;
	}

	List<ConfiguredTask> all() {
		return List.copyOf(this.byUniformName.values());
	}

	private static Map<TaskAttribute, Setting> settings(String prefix, TaskProperties properties,
			OriginRecorder origins) {
		Map<TaskAttribute, Setting> settings = new EnumMap<>(TaskAttribute.class);
		texts(properties).forEach((attribute, texts) -> {
			String key = prefix + "." + attribute.key();
			settings.put(attribute,
					origins.find(key)
						.map((property) -> new Setting(property.getName().toString(), texts,
								OriginText.of(property.getOrigin())))
						.orElseGet(() -> new Setting(key, texts, "configuration")));
		});
		return settings;
	}

	private static Map<TaskAttribute, List<String>> texts(TaskProperties properties) {
		Map<TaskAttribute, List<String>> texts = new LinkedHashMap<>();
		put(texts, TaskAttribute.ENABLED, properties.enabled());
		if (properties.cron() != null) {
			texts.put(TaskAttribute.CRON, properties.cron());
		}
		put(texts, TaskAttribute.INTERVAL, properties.interval());
		put(texts, TaskAttribute.OFFSET, properties.offset());
		put(texts, TaskAttribute.ZONE, properties.zone());
		put(texts, TaskAttribute.EXECUTION, properties.execution());
		put(texts, TaskAttribute.SCOPE, properties.scope());
		put(texts, TaskAttribute.OVERLAP, properties.overlap());
		put(texts, TaskAttribute.MISFIRE, properties.misfire());
		return texts;
	}

	private static void put(Map<TaskAttribute, List<String>> texts, TaskAttribute attribute, @Nullable Object value) {
		if (value != null) {
			texts.put(attribute, List.of((value instanceof Enum<?> constant) ? constant.name() : value.toString()));
		}
	}

}
