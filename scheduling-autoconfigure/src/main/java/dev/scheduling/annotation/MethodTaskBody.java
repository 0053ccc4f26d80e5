package dev.scheduling.annotation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import dev.scheduling.periodic.TaskBody;
import dev.scheduling.periodic.TaskContext;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Calls a bean's method, through the bean's proxy. What the method throws comes out as it
 * was thrown.
 */
final class MethodTaskBody implements TaskBody {

	private final Object bean;

	private final Method method;

	MethodTaskBody(Object bean, Method method) {
		this.bean = bean;
		this.method = method;
		ReflectionUtils.makeAccessible(method);
	}

	@Override
	public @Nullable Object run(TaskContext context) throws Throwable {
		try {
			return (this.method.getParameterCount() == 0) ? this.method.invoke(this.bean)
					: this.method.invoke(this.bean, context);
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
