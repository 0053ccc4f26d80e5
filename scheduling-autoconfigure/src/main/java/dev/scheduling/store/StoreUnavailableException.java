package dev.scheduling.store;

/**
 * The store did not answer: it is out of reach, starting, failing over, or out of memory.
 * Whether the operation took effect is unknown.
 */
public class StoreUnavailableException extends RuntimeException {

	public StoreUnavailableException(String message, Throwable cause) {
		super(message, cause);
	}

}
