package dev.scheduling.sample.user;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * The users of this process.
 */
@Component
class UserRegistry {

	private final Map<UUID, User> users = new ConcurrentHashMap<>();

	User save(NewUser user) {
		User saved = new User(UUID.randomUUID(), user.name(), user.email());
		this.users.put(saved.id(), saved);
		return saved;
	}

}
