package dev.scheduling.annotation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ClassUtils;

/**
 * What every method must keep to that is called through its bean's proxy and has a run of
 * its own, whatever its parameters are. Each broken rule has its own text. Not safe for
 * use by several threads.
 */
final class BeanMethodRules {

	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	private static final String PUBLISHER = "org.reactivestreams.Publisher";

	/** Whether all methods of a bean's class are. */
	private final Map<Class<?>, Boolean> asyncClasses = new HashMap<>();

	/**
	 * Checks a method.
	 * @param method the method
	 * @return the method to call on the bean
	 * @throws InvalidMethodException if it breaks a rule
	 */
	Method check(AnnotatedMethod<?> method) {
		checkModifiers(method);
		checkNotSuspending(method);
		checkResult(method);
		return invocable(method);
	}

	private static void checkModifiers(AnnotatedMethod<?> method) {
		int modifiers = method.method().getModifiers();
		if (Modifier.isStatic(modifiers)) {
			throw method.invalid("it is static, and only a bean's method can be called", "Remove 'static'.");
		}
		if (Modifier.isPrivate(modifiers)) {
			throw method.invalid("it is private, so a proxy (transactions, security) could not take part",
					"Remove 'private'; package-private is enough.");
		}
		if (Modifier.isFinal(modifiers) && AopUtils.isCglibProxy(method.bean())) {
			throw method.invalid("it is final, so the bean's proxy cannot pass the call on",
					"Remove 'final' (in Kotlin: add 'open').");
		}
	}

	private static void checkNotSuspending(AnnotatedMethod<?> method) {
		Class<?>[] types = method.method().getParameterTypes();
		if (types.length > 0 && types[types.length - 1].getName().equals(CONTINUATION)) {
			throw method.invalid("it is a suspend function, which no thread of ours can run",
					"Make it a plain function; call suspending code in 'runBlocking { }'.");
		}
	}

	private void checkResult(AnnotatedMethod<?> method) {
		Class<?> result = method.method().getReturnType();
		if (isPublisher(result)) {
			throw method.invalid("it returns a %s, which nobody subscribes to".formatted(result.getSimpleName()),
					"Return a CompletionStage, for example 'mono.toFuture()', or block inside the method.");
		}
		if (isAsync(method.method(), method.beanClass())) {
			throw method.invalid("@Async hands it to another thread, so its end, its failure and its lock are lost",
					"Remove @Async: the method holds up nothing else.");
		}
	}

	private static boolean isPublisher(Class<?> result) {
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(result)) {
			if (type.getName().equals(PUBLISHER)) {
				return true;
			}
		}
		return false;
	}

	private boolean isAsync(Method method, Class<?> beanClass) {
		return isAsync(method) || this.asyncClasses.computeIfAbsent(beanClass, BeanMethodRules::isAsync);
	}

	private static boolean isAsync(AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).isPresent(Async.class);
	}

	private static Method invocable(AnnotatedMethod<?> method) {
		try {
			return AopUtils.selectInvocableMethod(method.method(), method.bean().getClass());
		}
		catch (IllegalStateException ex) {
			throw method.invalid("the bean's proxy implements interfaces only, and none of them has this method",
					"Add the method to an interface of the bean, or proxy the class: 'proxyTargetClass = true'.");
		}
	}

}
