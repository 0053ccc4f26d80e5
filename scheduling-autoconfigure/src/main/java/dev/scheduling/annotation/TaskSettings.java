package dev.scheduling.annotation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one place says about a task: the annotation, the configuration under its name, or
 * the defaults.
 */
public final class TaskSettings {

	private static final TaskSettings NONE = new TaskSettings(Map.of());

	private final Map<TaskAttribute, Setting> settings;

	/**
	 * Creates the settings of one place.
	 * @param settings what is said there; blank values count as not given
	 */
	public TaskSettings(Map<TaskAttribute, Setting> settings) {
		this.settings = new EnumMap<>(TaskAttribute.class);
		settings.forEach((attribute, setting) -> {
			if (setting.isGiven()) {
				this.settings.put(attribute, setting);
			}
		});
	}

	/**
	 * Returns settings that say nothing.
	 * @return empty settings
	 */
	public static TaskSettings none() {
		return NONE;
	}

	/**
	 * Returns what is said about an attribute.
	 * @param attribute the attribute
	 * @return the setting, or empty if nothing is said
	 */
	public Optional<Setting> find(TaskAttribute attribute) {
		return Optional.ofNullable(this.settings.get(attribute));
	}

}
