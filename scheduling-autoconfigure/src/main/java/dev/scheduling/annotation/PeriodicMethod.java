package dev.scheduling.annotation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

import dev.scheduling.periodic.Periodic;

/**
 * An annotated method of a bean, found but not yet checked.
 *
 * @param beanName the bean's name
 * @param bean the bean, its proxy if it has one
 * @param beanClass the class behind the proxy
 * @param method the method as declared
 * @param annotation what the annotation says, meta-annotations merged
 */
record PeriodicMethod(String beanName, Object bean, Class<?> beanClass, Method method, Periodic annotation) {

	/**
	 * Returns the method the way people write it.
	 * @return for example {@code com.example.Reports.nightly()}
	 */
	String describe() {
		return describe(this.beanClass, this.method);
	}

	static String describe(Class<?> beanClass, Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", beanClass.getName() + "." + method.getName() + "(", ")"));
	}

}
