package dev.scheduling.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import dev.scheduling.job.JobId;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Where the jobs of all queues stand in Redis, read from the places themselves.
 *
 * @param of the places by the job's id; one that stands twice in a place has that twice
 */
record JobPlaces(Map<String, List<String>> of) {

	/** A job that has ended and of which nothing but its id is kept for a while. */
	static final String REMEMBERED = "remembered";

	static final String CANCELLED = "cancelled";

	static final String READY = "ready";

	private static final Set<String> ENDED = Set.of("done", "dead", CANCELLED, REMEMBERED);

	private static final Set<String> WAITING = Set.of("delayed", "active", "parked");

	static JobPlaces read(RedisConnectionFactory connections, String namespace) {
		Map<String, List<String>> places = new TreeMap<>();
		try (RedisConnection connection = connections.getConnection()) {
			String prefix = "scheduling:{" + namespace + "/q/";
			for (byte[] key : Objects.requireNonNull(connection.keyCommands().keys(bytes(prefix + "*")))) {
				String[] queueAndRole = text(key).substring(prefix.length()).split("}:", 2);
				members(connection, key, queueAndRole[1]).forEach((member) -> places
					.computeIfAbsent(JobId.of(text(member), queueAndRole[0]).value(), (id) -> new ArrayList<>())
					.add(place(queueAndRole[1])));
			}
		}
		return new JobPlaces(places);
	}

	private static Collection<byte[]> members(RedisConnection connection, byte[] key, String role) {
		if (place(role).equals(READY)) {
			return Objects.requireNonNull(connection.listCommands().lRange(key, 0, -1));
		}
		return ENDED.contains(role) || WAITING.contains(role)
				? Objects.requireNonNull(connection.zSetCommands().zRange(key, 0, -1)) : List.of();
	}

	/** Each level of priority has a list of its own. */
	private static String place(String role) {
		return role.startsWith(READY) ? READY : role;
	}

	/**
	 * Returns where a job stands. One that was cancelled while it waited leaves its id in
	 * the list of ready ones, where the next fetch drops it.
	 * @param id the job
	 * @return its places, exactly one if all is well
	 */
	List<String> of(String id) {
		List<String> places = new ArrayList<>(this.of.getOrDefault(id, List.of()));
		if (places.contains(CANCELLED)) {
			places.remove(READY);
		}
		return places;
	}

	static boolean isEnd(String place) {
		return ENDED.contains(place);
	}

	/** How many jobs have not ended. */
	long unfinished() {
		return this.of.keySet().stream().filter((id) -> of(id).stream().anyMatch((place) -> !isEnd(place))).count();
	}

	/** The jobs of which nothing but the id is kept. */
	List<String> remembered() {
		return this.of.keySet().stream().filter((id) -> of(id).contains(REMEMBERED)).toList();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
