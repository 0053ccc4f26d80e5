package dev.scheduling.annotation;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import dev.scheduling.periodic.TaskBody;
import dev.scheduling.periodic.TaskContext;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ClassUtils;

/**
 * Checks that a method can be a task, and makes it a {@link TaskBody} that calls it
 * through the bean's proxy. Each broken rule has its own text.
 */
final class PeriodicMethodParser {

	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	private static final String PUBLISHER = "org.reactivestreams.Publisher";

	TaskBody parse(PeriodicMethod task) {
		checkModifiers(task);
		checkParameters(task);
		checkResult(task);
		return new MethodTaskBody(task.bean(), invocable(task));
	}

	private void checkModifiers(PeriodicMethod task) {
		int modifiers = task.method().getModifiers();
		if (Modifier.isStatic(modifiers)) {
			throw invalid(task, "it is static, and a task runs on a bean", "Remove 'static'.");
		}
		if (Modifier.isPrivate(modifiers)) {
			throw invalid(task, "it is private, so a proxy (transactions, security) could not take part",
					"Remove 'private'; package-private is enough.");
		}
		if (Modifier.isFinal(modifiers) && AopUtils.isCglibProxy(task.bean())) {
			throw invalid(task, "it is final, so the bean's proxy cannot pass the call on",
					"Remove 'final' (in Kotlin: add 'open').");
		}
	}

	private void checkParameters(PeriodicMethod task) {
		Class<?>[] types = task.method().getParameterTypes();
		if (types.length > 0 && types[types.length - 1].getName().equals(CONTINUATION)) {
			throw invalid(task, "it is a suspend function, which no thread of a task can run",
					"Make it a plain function; call suspending code in 'runBlocking { }'.");
		}
		if (types.length > 1 || (types.length == 1 && types[0] != TaskContext.class)) {
			throw invalid(task, "it has parameters that nobody can fill",
					"Take no parameter, or a single TaskContext; inject everything else into the bean.");
		}
	}

	private void checkResult(PeriodicMethod task) {
		Class<?> result = task.method().getReturnType();
		if (ClassUtils.getAllInterfacesForClassAsSet(result)
			.stream()
			.anyMatch((type) -> type.getName().equals(PUBLISHER))) {
			throw invalid(task, "it returns a %s, which nobody subscribes to".formatted(result.getSimpleName()),
					"Return a CompletionStage, for example 'mono.toFuture()', or block inside the method.");
		}
		if (isAsync(task.method(), task.beanClass())) {
			throw invalid(task, "@Async hands it to another thread, so its end, its failure and its lock are lost",
					"Remove @Async: a task does not hold up other tasks.");
		}
	}

	private static boolean isAsync(Method method, Class<?> beanClass) {
		return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(Async.class)
				|| MergedAnnotations.from(beanClass, SearchStrategy.TYPE_HIERARCHY).isPresent(Async.class);
	}

	private Method invocable(PeriodicMethod task) {
		try {
			return AopUtils.selectInvocableMethod(task.method(), task.bean().getClass());
		}
		catch (IllegalStateException ex) {
			throw invalid(task, "the bean's proxy implements interfaces only, and none of them has this method",
					"Add the method to an interface of the bean, or proxy the class: 'proxyTargetClass = true'.");
		}
	}

	private static InvalidPeriodicMethodException invalid(PeriodicMethod task, String problem, String action) {
		return new InvalidPeriodicMethodException(task.beanClass(), task.method(), problem, action);
	}

}
