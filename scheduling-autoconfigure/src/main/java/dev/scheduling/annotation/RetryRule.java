package dev.scheduling.annotation;

import java.util.List;

/**
 * After which failures of its code a job is tried again. Subclasses count; causes do not.
 *
 * @param retryOn those after which it is, empty for all
 * @param noRetryOn those after which it is not, whatever the others say
 */
public record RetryRule(List<Class<? extends Throwable>> retryOn, List<Class<? extends Throwable>> noRetryOn) {

	/**
	 * After every failure.
	 */
	public static final RetryRule ALL = new RetryRule(List.of(), List.of());

	public RetryRule {
		retryOn = List.copyOf(retryOn);
		noRetryOn = List.copyOf(noRetryOn);
	}

	/**
	 * Returns whether a job is tried again.
	 * @param failure what its code threw
	 * @return whether another attempt makes sense
	 */
	public boolean allows(Throwable failure) {
		return (this.retryOn.isEmpty() || matches(this.retryOn, failure)) && !matches(this.noRetryOn, failure);
	}

	private static boolean matches(List<Class<? extends Throwable>> types, Throwable failure) {
		return types.stream().anyMatch((type) -> type.isInstance(failure));
	}

}
