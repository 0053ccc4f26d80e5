package dev.scheduling.queue;

/**
 * A payload or result is larger than a job may carry.
 */
public final class PayloadTooLargeException extends IllegalArgumentException {

	PayloadTooLargeException(String type, int bytes) {
		super("""
				%s is %d bytes as JSON, and a job carries at most %d. Store the data elsewhere (database, object \
				store) and enqueue its key.""".formatted(type, bytes, PayloadCodec.MAX_BYTES));
	}

}
