package dev.scheduling.autoconfigure;

import java.util.Map;
import java.util.TreeMap;

import dev.scheduling.annotation.TaskName;
import dev.scheduling.queue.QueueSettings;

/**
 * What the configuration says under the names of queues. Keys that differ in dashes,
 * underscores and case only are one name, as an environment variable has none of these.
 */
final class ConfiguredQueues {

	private final Map<String, QueueProperties> byUniformName = new TreeMap<>();

	ConfiguredQueues(Map<String, QueueProperties> queues) {
		queues.forEach((name, properties) -> this.byUniformName.putIfAbsent(TaskName.uniform(name), properties));
	}

	/**
	 * Returns what is said of a queue.
	 * @param name its name
	 * @return the settings, saying nothing if the name is not there
	 */
	QueueProperties find(String name) {
		return this.byUniformName.getOrDefault(TaskName.uniform(name), QueueProperties.NONE);
	}

	/** What producers and workers have to know of queues. */
	QueueSettings settings() {
		return new QueueSettings((queue) -> find(queue).rules());
	}

}
