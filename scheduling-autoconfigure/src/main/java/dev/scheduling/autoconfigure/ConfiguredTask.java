package dev.scheduling.autoconfigure;

import java.util.EnumMap;
import java.util.Map;

import dev.scheduling.annotation.Setting;
import dev.scheduling.annotation.TaskAttribute;

/**
 * What the configuration says about one task or job.
 *
 * @param key the name as written
 * @param settings what is said
 */
record ConfiguredTask(String key, Map<TaskAttribute, Setting> settings) {

	/** Two spellings of one name: the one with dashes is what somebody wrote. */
	ConfiguredTask merge(ConfiguredTask other) {
		Map<TaskAttribute, Setting> merged = new EnumMap<>(TaskAttribute.class);
		boolean first = this.key.length() >= other.key.length();
		ConfiguredTask written = first ? this : other;
		ConfiguredTask phantom = first ? other : this;
		merged.putAll(phantom.settings);
		merged.putAll(written.settings);
		return new ConfiguredTask(written.key, merged);
	}

	/**
	 * Returns one setting to show where this task is configured.
	 * @return the first setting, in the order of the attributes
	 */
	Setting example() {
		return this.settings.values().iterator().next();
	}

}
