package dev.scheduling.annotation;

import java.lang.reflect.Method;
import java.util.Map;

import dev.scheduling.periodic.Periodic;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Finds the methods of a class that carry {@link Periodic}, directly or through another
 * annotation, on the class itself, a superclass or an interface.
 */
public final class PeriodicMethodFinder {

	private PeriodicMethodFinder() {
	}

	/**
	 * Returns whether a class has such a method. Does not need an instance.
	 * @param type the class, or a generated subclass of it
	 * @return whether there is one
	 */
	public static boolean hasPeriodicMethod(Class<?> type) {
		return !find(ClassUtils.getUserClass(type)).isEmpty();
	}

	static Map<Method, Periodic> find(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, Periodic.class)) {
			return Map.of();
		}
		return MethodIntrospector.selectMethods(type, (MetadataLookup<Periodic>) (method) -> AnnotatedElementUtils
			.findMergedAnnotation(method, Periodic.class));
	}

}
