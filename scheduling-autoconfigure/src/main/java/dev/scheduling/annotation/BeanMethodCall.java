package dev.scheduling.annotation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Calls a bean's method, through the bean's proxy. What the method throws comes out as it
 * was thrown.
 */
final class BeanMethodCall {

	private final Object bean;

	private final Method method;

	BeanMethodCall(Object bean, Method method) {
		this.bean = bean;
		this.method = method;
		ReflectionUtils.makeAccessible(method);
	}

	@Nullable Object with(@Nullable Object... arguments) throws Throwable {
		try {
			return this.method.invoke(this.bean, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	@Override
	public String toString() {
		return this.method.toString();
	}

}
