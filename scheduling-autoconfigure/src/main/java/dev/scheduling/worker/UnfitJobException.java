package dev.scheduling.worker;

import org.jspecify.annotations.Nullable;

/**
 * This worker cannot run a job, while a worker of another version may.
 */
final class UnfitJobException extends RuntimeException {

	private final String name;

	UnfitJobException(String name, String reason, @Nullable Throwable cause) {
		super(reason, cause);
		this.name = name;
	}

	String name() {
		return this.name;
	}

}
