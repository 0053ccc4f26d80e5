package dev.scheduling;

import org.jspecify.annotations.Nullable;

/**
 * The application cannot start as it is written or configured. Carries the two texts that
 * a person needs, so that no stack trace has to be read: what is wrong, and how to mend
 * it.
 */
public abstract class StartFailedException extends RuntimeException {

	private final String description;

	private final String action;

	/**
	 * Creates the exception.
	 * @param description what is wrong, with names, values and where they came from
	 * @param action what to change
	 */
	protected StartFailedException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Creates the exception.
	 * @param description what is wrong, with names, values and where they came from
	 * @param action what to change
	 * @param cause the cause, {@code null} if there is none
	 */
	protected StartFailedException(String description, String action, @Nullable Throwable cause) {
		super(description + "\n" + action, cause);
		this.description = description;
		this.action = action;
	}

	/**
	 * Returns what is wrong.
	 * @return the text
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Returns how to mend it.
	 * @return the text
	 */
	public String action() {
		return this.action;
	}

}
