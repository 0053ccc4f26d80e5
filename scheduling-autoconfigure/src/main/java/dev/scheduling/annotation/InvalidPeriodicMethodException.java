package dev.scheduling.annotation;

import java.lang.reflect.Method;

import dev.scheduling.StartFailedException;

/**
 * A method carries {@link dev.scheduling.periodic.Periodic} but cannot be a task.
 */
public final class InvalidPeriodicMethodException extends StartFailedException {

	private final transient Method method;

	private final String problem;

	InvalidPeriodicMethodException(Class<?> beanClass, Method method, String problem, String action) {
		super("@Periodic on %s cannot work: %s.".formatted(PeriodicMethod.describe(beanClass, method), problem),
				action);
		this.method = method;
		this.problem = problem;
	}

	/**
	 * Returns the method.
	 * @return the method as declared
	 */
	public Method method() {
		return this.method;
	}

	/**
	 * Returns which rule it breaks.
	 * @return the text
	 */
	public String problem() {
		return this.problem;
	}

}
