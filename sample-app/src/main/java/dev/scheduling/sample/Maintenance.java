package dev.scheduling.sample;

import dev.scheduling.periodic.Periodic;
import dev.scheduling.sample.rates.ExternalRates;
import dev.scheduling.sample.session.SessionRegistry;

import org.springframework.stereotype.Component;

/**
 * The periodic work of the application.
 */
@Component
class Maintenance {

	private final SessionRegistry sessions;

	private final ExternalRates rates;

	Maintenance(SessionRegistry sessions, ExternalRates rates) {
		this.sessions = sessions;
		this.rates = rates;
	}

	@Periodic(cron = "0 */6 * * *")
	void cleanupExpiredSessions() {
		this.sessions.removeExpired();
	}

	/** Has no schedule here: application.yml gives it one. */
	@Periodic
	void syncExternalData() {
		this.rates.sync();
	}

}
