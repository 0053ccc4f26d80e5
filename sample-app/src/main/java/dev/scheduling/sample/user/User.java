package dev.scheduling.sample.user;

import java.util.UUID;

/**
 * A user.
 *
 * @param id the id
 * @param name how the user wants to be called
 * @param email where mails go
 */
record User(UUID id, String name, String email) {
}
