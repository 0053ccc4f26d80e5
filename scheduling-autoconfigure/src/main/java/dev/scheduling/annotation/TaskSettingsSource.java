package dev.scheduling.annotation;

import java.time.ZoneId;
import java.util.Collection;

/**
 * What the configuration says about tasks. The port between the rules in this package and
 * the binding of properties.
 */
public interface TaskSettingsSource {

	/**
	 * Returns what is configured under a task's name.
	 * @param name the name; keys that differ in dashes, underscores and case only are the
	 * same
	 * @return the settings, saying nothing if the name is not there
	 */
	TaskSettings task(String name);

	/**
	 * Returns what applies where neither the task's own configuration nor its annotation
	 * says anything.
	 * @return the defaults
	 */
	TaskSettings defaults();

	/**
	 * Returns the time zone of tasks without one.
	 * @return the zone
	 */
	ZoneId zone();

	/**
	 * Told once which tasks there are, so that configuration for others can be refused.
	 * @param known the names
	 */
	void checkUnknown(Collection<String> known);

}
