package dev.scheduling.sample.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The sessions of this process.
 */
@Component
public class SessionRegistry {

	private static final Logger logger = LoggerFactory.getLogger(SessionRegistry.class);

	private final InstantSource time;

	private final Duration timeToLive;

	private final Map<UUID, Session> sessions = new ConcurrentHashMap<>();

	SessionRegistry(InstantSource time, @Value("${sample.session-time-to-live}") Duration timeToLive) {
		this.time = time;
		this.timeToLive = timeToLive;
	}

	Session create() {
		Session session = new Session(UUID.randomUUID(), this.time.instant().plus(this.timeToLive));
		this.sessions.put(session.id(), session);
		return session;
	}

	/**
	 * Removes the sessions that are no longer valid.
	 * @return how many were removed
	 */
	public int removeExpired() {
		Instant now = this.time.instant();
		int before = this.sessions.size();
		this.sessions.values().removeIf((session) -> session.isExpiredAt(now));
		int removed = before - this.sessions.size();
		logger.info("Removed {} expired sessions, {} left", removed, this.sessions.size());
		return removed;
	}

}
