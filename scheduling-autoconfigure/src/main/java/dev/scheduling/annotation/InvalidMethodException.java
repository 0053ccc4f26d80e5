package dev.scheduling.annotation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

import dev.scheduling.StartFailedException;

/**
 * A method carries {@link dev.scheduling.periodic.Periodic} or
 * {@link dev.scheduling.job.JobHandler} but cannot be what that asks for.
 */
public final class InvalidMethodException extends StartFailedException {

	private final transient Method method;

	private final String problem;

	InvalidMethodException(Class<? extends Annotation> annotation, Class<?> beanClass, Method method, String problem,
			String action) {
		super("@%s on %s cannot work: %s.".formatted(annotation.getSimpleName(),
				AnnotatedMethod.describe(beanClass, method), problem), action);
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
