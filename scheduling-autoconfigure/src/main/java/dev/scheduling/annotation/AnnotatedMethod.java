package dev.scheduling.annotation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.StringJoiner;

/**
 * An annotated method of a bean, found but not yet checked.
 *
 * @param <A> the annotation's type
 * @param beanName the bean's name
 * @param bean the bean, its proxy if it has one
 * @param beanClass the class behind the proxy
 * @param method the method as declared
 * @param annotation what the annotation says, meta-annotations merged
 */
record AnnotatedMethod<A extends Annotation>(String beanName, Object bean, Class<?> beanClass, Method method,
		A annotation) {

	/**
	 * Returns the method the way people write it.
	 * @return for example {@code com.example.Reports.nightly()}
	 */
	String describe() {
		return describe(this.beanClass, this.method);
	}

	/**
	 * Returns where the annotation stands.
	 * @return for example {@code @Periodic on com.example.Reports.nightly()}
	 */
	String origin() {
		return "@" + this.annotation.annotationType().getSimpleName() + " on " + describe();
	}

	InvalidMethodException invalid(String problem, String action) {
		return new InvalidMethodException(this.annotation.annotationType(), this.beanClass, this.method, problem,
				action);
	}

	static String describe(Class<?> beanClass, Method method) {
		StringJoiner parameters = new StringJoiner(", ", beanClass.getName() + "." + method.getName() + "(", ")");
		for (Class<?> type : method.getParameterTypes()) {
			parameters.add(type.getSimpleName());
		}
		return parameters.toString();
	}

}
