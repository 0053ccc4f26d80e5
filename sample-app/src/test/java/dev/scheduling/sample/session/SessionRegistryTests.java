package dev.scheduling.sample.session;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionRegistry}.
 */
class SessionRegistryTests {

	private Instant now = Instant.parse("2030-01-01T00:00:00Z");

	private final SessionRegistry sessions = new SessionRegistry(() -> this.now, Duration.ofMinutes(1));

	@Test
	void removesSessionsFromTheInstantAtWhichTheyExpire() {
		this.sessions.create();
		this.now = this.now.plusSeconds(30);
		this.sessions.create();

		this.now = this.now.plusSeconds(30);

		assertThat(this.sessions.removeExpired()).isEqualTo(1);
		assertThat(this.sessions.removeExpired()).isZero();
	}

}
