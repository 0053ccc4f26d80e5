package dev.scheduling.annotation;

import java.lang.reflect.Type;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration says about tasks and jobs. The port between the rules in this
 * package and the binding of properties.
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

	/**
	 * Returns the configured tasks that name a job to run.
	 * @return their names in kebab case
	 */
	List<String> tasksWithJob();

	/**
	 * Returns the payload of a configured task's job.
	 * @param task the task's name
	 * @param type what to bind it to
	 * @return the payload, or empty if none is given
	 * @throws dev.scheduling.StartFailedException if it does not fit the type
	 */
	Optional<Object> payload(String task, Type type);

	/**
	 * Returns a part of the payload under a task's name, to show where it is given.
	 * @param task the task's name
	 * @return one of its values, or empty if none is given
	 */
	Optional<Setting> payloadPart(String task);

	/**
	 * Returns what is configured for the handler of a job.
	 * @param name the name of the job; keys that differ in dashes, underscores and case
	 * only are the same
	 * @return the settings, saying nothing if the name is not there
	 */
	TaskSettings job(String name);

	/**
	 * Told once which handlers there are, so that configuration for others can be
	 * refused.
	 * @param known the names
	 */
	void checkUnknownJobs(Collection<String> known);

}
