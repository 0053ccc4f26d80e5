package dev.scheduling.sample.user;

import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * What is asked of somebody who signs up.
 *
 * @param name how the user wants to be called
 * @param email where mails go
 */
record NewUser(String name, String email) {

	private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

	NewUser {
		Assert.hasText(name, "'name' must not be blank");
		Assert.isTrue(email != null && EMAIL.matcher(email).matches(),
				() -> "'email' (%s) must be an address".formatted(email));
	}

}
