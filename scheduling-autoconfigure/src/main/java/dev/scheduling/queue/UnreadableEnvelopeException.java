package dev.scheduling.queue;

import org.jspecify.annotations.Nullable;

/**
 * Stored bytes are no envelope that this version can read.
 */
public final class UnreadableEnvelopeException extends Exception {

	private final Reason reason;

	UnreadableEnvelopeException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * Returns why.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why an envelope cannot be read.
	 */
	public enum Reason {

		/**
		 * A newer version of this library wrote it, and can read it.
		 */
		NEWER_PROTOCOL,

		/**
		 * No version wrote it so: it is damaged, or somebody else's.
		 */
		UNDECODABLE

	}

}
