package dev.scheduling.autoconfigure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import dev.scheduling.annotation.Setting;
import dev.scheduling.annotation.TaskAttribute;
import dev.scheduling.annotation.TaskName;
import dev.scheduling.annotation.TaskSettings;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * What the configuration says under the names of tasks, or of jobs. Keys that differ in
 * dashes, underscores and case only are one name: next to {@code nightly-report} in a
 * file, an environment variable makes Boot bind a second key {@code nightlyreport} with
 * the same values.
 */
final class ConfiguredNames {

	private final Map<String, ConfiguredTask> byUniformName = new TreeMap<>();

	private ConfiguredNames() {
	}

	static <P> ConfiguredNames of(ConfigurationPropertyName root, Map<String, P> properties,
			Function<P, Map<TaskAttribute, List<String>>> texts, OriginRecorder origins) {
		ConfiguredNames names = new ConfiguredNames();
		properties.forEach((key, value) -> {
			ConfiguredTask task = new ConfiguredTask(key, settings(root + "." + key, texts.apply(value), origins));
			names.byUniformName.merge(TaskName.uniform(key), task, ConfiguredTask::merge);
		});
		return names;
	}

	static TaskSettings of(ConfigurationPropertyName prefix, Map<TaskAttribute, List<String>> texts,
			OriginRecorder origins) {
		return new TaskSettings(settings(prefix.toString(), texts, origins));
	}

	Optional<ConfiguredTask> find(String name) {
		return Optional.ofNullable(this.byUniformName.get(TaskName.uniform(name)));
	}

	/**
	 * Returns what is said under a name.
	 * @param name the name
	 * @return the settings, saying nothing if the name is not there
	 */
	TaskSettings settings(String name) {
		return find(name).map((task) -> new TaskSettings(task.settings())).orElseGet(TaskSettings::none);
	}

	boolean isEmpty() {
		return this.byUniformName.isEmpty();
	}

	List<ConfiguredTask> all() {
		return List.copyOf(this.byUniformName.values());
	}

	private static Map<TaskAttribute, Setting> settings(String prefix, Map<TaskAttribute, List<String>> texts,
			OriginRecorder origins) {
		Map<TaskAttribute, Setting> settings = new EnumMap<>(TaskAttribute.class);
		texts.forEach((attribute, values) -> {
			String key = prefix + "." + attribute.key();
			settings.put(attribute,
					origins.find(key)
						.map((property) -> new Setting(property.getName().toString(), values,
								OriginText.of(property.getOrigin())))
						.orElseGet(() -> new Setting(key, values, "configuration")));
		});
		return settings;
	}

}
