package dev.scheduling.sample.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Welcomes a user with a mail, which is a file in the outbox.
 */
@Component
class WelcomeMail {

	private static final Logger logger = LoggerFactory.getLogger(WelcomeMail.class);

	private final Path outbox;

	WelcomeMail(@Value("${sample.outbox}") Path outbox) {
		this.outbox = outbox;
	}

	void send(User user) {
		Path mail = this.outbox.resolve(user.id() + ".txt");
		try {
			Files.createDirectories(this.outbox);
			Files.writeString(mail, """
					To: %s
					Subject: Welcome

					Hello %s, good to have you here.
					""".formatted(user.email(), user.name()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The mail to user '%s' was not written".formatted(user.id()), ex);
		}
		logger.info("Welcome mail written to {}", mail);
	}

}
