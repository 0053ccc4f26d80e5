package dev.scheduling.store;

/**
 * The store has no room for anything new. Nothing was changed, and what is stored can
 * still be worked off.
 */
public class StoreFullException extends StoreUnavailableException {

	public StoreFullException(String message, Throwable cause) {
		super(message, cause);
	}

}
