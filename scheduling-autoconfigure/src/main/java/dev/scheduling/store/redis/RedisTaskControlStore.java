package dev.scheduling.store.redis;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.scheduling.periodic.TaskPause;
import dev.scheduling.store.TaskControlStore;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * What operators have said about tasks, in Redis. A pause is also written beside the
 * queue of a durable task, where its ticks are claimed. Nodes tell each other of changes
 * by a message; a counter shows those that a node has not heard.
 */
public final class RedisTaskControlStore implements TaskControlStore {

	private final RedisConnectionFactory connections;

	private final RedisKeys keys;

	/**
	 * Creates the store.
	 * @param connections the connections; commands must time out within two seconds
	 * @param namespace keeps applications on one Redis apart
	 */
	public RedisTaskControlStore(RedisConnectionFactory connections, String namespace) {
		this.connections = connections;
		this.keys = new RedisKeys(namespace);
	}

	@Override
	public void pause(String task, String queue, TaskPause pause) {
		byte[] text = RedisKeys.bytes(pause.since().toEpochMilli() + "|" + pause.reason());
		change("pause " + task, (connection) -> {
			connection.hashCommands().hSetNX(this.keys.pauses(), RedisKeys.bytes(task), text);
			if (!queue.isEmpty()) {
				connection.hashCommands().hSetNX(this.keys.queue(queue, "pauses"), RedisKeys.bytes(task), text);
			}
		});
	}

	@Override
	public void resume(String task, String queue) {
		change("resume " + task, (connection) -> {
			if (!queue.isEmpty()) {
				connection.hashCommands().hDel(this.keys.queue(queue, "pauses"), RedisKeys.bytes(task));
			}
			connection.hashCommands().hDel(this.keys.pauses(), RedisKeys.bytes(task));
		});
	}

	@Override
	public void reschedule(String task, String schedule) {
		change("reschedule " + task, (connection) -> connection.hashCommands()
			.hSet(this.keys.overrides(), RedisKeys.bytes(task), RedisKeys.bytes(schedule)));
	}

	@Override
	public void resetSchedule(String task) {
		change("reset " + task,
				(connection) -> connection.hashCommands().hDel(this.keys.overrides(), RedisKeys.bytes(task)));
	}

	@Override
	public void add(String task, String text) {
		change("add " + task, (connection) -> connection.hashCommands()
			.hSet(this.keys.runtimeTasks(), RedisKeys.bytes(task), RedisKeys.bytes(text)));
	}

	@Override
	public void remove(String task) {
		change("remove " + task, (connection) -> {
			for (byte[] key : List.of(this.keys.runtimeTasks(), this.keys.pauses(), this.keys.overrides())) {
				connection.hashCommands().hDel(key, RedisKeys.bytes(task));
			}
		});
	}

	private void change(String operation, Consumer<RedisConnection> change) {
		try (RedisConnection connection = this.connections.getConnection()) {
			change.accept(connection);
			connection.stringCommands().incr(this.keys.changes());
			connection.publish(this.keys.changesChannel(), new byte[0]);
		}
		catch (RuntimeException ex) {
			throw RedisScripts.unavailable(operation, ex);
		}
	}

	@Override
	public TaskControls read() {
		try (RedisConnection connection = this.connections.getConnection()) {
			// First, so that a change in between is read again.
			byte[] changes = connection.stringCommands().get(this.keys.changes());
			Map<String, TaskPause> pauses = new HashMap<>();
			hash(connection, this.keys.pauses()).forEach((task, text) -> pauses.put(task, pause(text)));
			return new TaskControls((changes != null) ? Long.parseLong(RedisKeys.text(changes)) : 0, pauses,
					hash(connection, this.keys.overrides()), hash(connection, this.keys.runtimeTasks()));
		}
		catch (RuntimeException ex) {
			throw RedisScripts.unavailable("read the pauses", ex);
		}
	}

	private static Map<String, String> hash(RedisConnection connection, byte[] key) {
		Map<String, String> texts = new HashMap<>();
		Objects.requireNonNullElse(connection.hashCommands().hGetAll(key), Map.<byte[], byte[]>of())
			.forEach((field, value) -> texts.put(RedisKeys.text(field), RedisKeys.text(value)));
		return texts;
	}

	private static TaskPause pause(String text) {
		int bar = text.indexOf('|');
		return new TaskPause(Instant.ofEpochMilli(Long.parseLong(text.substring(0, bar))), text.substring(bar + 1));
	}

	@Override
	public void watch(Runnable onChange) {
		try {
			// Left open: it ends with the connection factory, and subscribes again by
			// itself.
			this.connections.getConnection()
				.subscribe((message, pattern) -> onChange.run(), this.keys.changesChannel());
		}
		catch (RuntimeException ex) {
			throw RedisScripts.unavailable("subscribe to changes", ex);
		}
	}

}
