package dev.scheduling.worker;

/**
 * A handler has done its work, but what it returned cannot be stored. To repeat the work
 * would not change that.
 */
final class ResultNotKeptException extends RuntimeException {

	ResultNotKeptException(IllegalArgumentException cause) {
		super("The handler returned, but its result cannot be kept: " + cause.getMessage(), cause);
	}

}
