package dev.scheduling.store.redis;

import java.time.Clock;
import java.util.List;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Runs the scripts of jobs, all of which take all keys of a queue. Safe for use by
 * several threads.
 */
final class QueueScripts {

	private final RedisKeys keys;

	private final ClusterClock clock;

	private final RedisScripts scripts;

	QueueScripts(RedisConnectionFactory connections, RedisKeys keys) {
		this.keys = keys;
		this.clock = new ClusterClock(System::nanoTime, Clock.systemUTC());
		this.scripts = new RedisScripts(connections, this.clock, System::nanoTime);
	}

	private QueueScripts(RedisKeys keys, ClusterClock clock, RedisScripts scripts) {
		this.keys = keys;
		this.clock = clock;
		this.scripts = scripts;
	}

	/**
	 * Makes scripts that run on other connections and share the clock.
	 * @param connections the connections
	 * @return the scripts
	 */
	QueueScripts on(ScriptConnections connections) {
		return new QueueScripts(this.keys, this.clock, new RedisScripts(connections, this.clock, System::nanoTime));
	}

	QueueScripts on(RedisConnectionFactory connections) {
		return new QueueScripts(this.keys, this.clock, new RedisScripts(connections, this.clock, System::nanoTime));
	}

	ClusterClock clock() {
		return this.clock;
	}

	ScriptCall call(String queue) {
		return new ScriptCall(this.keys.queue(queue));
	}

	List<Object> run(ScriptCall call, RedisScript script) {
		return call.run(this.scripts, script);
	}

}
