package dev.scheduling.store;

import org.jspecify.annotations.Nullable;

/**
 * The store did not answer: it is out of reach, starting, failing over, or out of memory.
 * Whether the operation took effect is unknown.
 */
public class StoreUnavailableException extends RuntimeException {

	public StoreUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
