package dev.scheduling.sample.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A session.
 *
 * @param id the id
 * @param expiresAt the first instant at which it is no longer valid
 */
public record Session(UUID id, Instant expiresAt) {

	boolean isExpiredAt(Instant now) {
		return !now.isBefore(this.expiresAt);
	}

}
