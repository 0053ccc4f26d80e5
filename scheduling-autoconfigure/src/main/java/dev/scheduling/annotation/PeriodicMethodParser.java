package dev.scheduling.annotation;

import java.lang.reflect.Method;

import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.TaskBody;
import dev.scheduling.periodic.TaskContext;

/**
 * Checks that a method can be a task, and makes it a {@link TaskBody} that calls it
 * through the bean's proxy.
 */
final class PeriodicMethodParser {

	private final BeanMethodRules rules = new BeanMethodRules();

	TaskBody parse(AnnotatedMethod<Periodic> task) {
		Method invocable = this.rules.check(task);
		Class<?>[] types = task.method().getParameterTypes();
		if (types.length > 1 || (types.length == 1 && types[0] != TaskContext.class)) {
			throw task.invalid("it has parameters that nobody can fill",
					"Take no parameter, or a single TaskContext; inject everything else into the bean.");
		}
		BeanMethodCall call = new BeanMethodCall(task.bean(), invocable);
		return (types.length == 0) ? (context) -> call.with() : (context) -> call.with(context);
	}

}
