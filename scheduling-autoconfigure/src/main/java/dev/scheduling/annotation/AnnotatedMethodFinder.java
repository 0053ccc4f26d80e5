package dev.scheduling.annotation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Finds the methods of a class that carry an annotation, directly or through another
 * annotation, on the class itself, a superclass or an interface.
 */
public final class AnnotatedMethodFinder {

	private AnnotatedMethodFinder() {
	}

	/**
	 * Returns whether a class has such a method. Does not need an instance.
	 * @param type the class, or a generated subclass of it
	 * @param annotation the annotation
	 * @return whether there is one
	 */
	public static boolean hasMethod(Class<?> type, Class<? extends Annotation> annotation) {
		return !find(ClassUtils.getUserClass(type), annotation).isEmpty();
	}

	static <A extends Annotation> Map<Method, A> find(Class<?> type, Class<A> annotation) {
		if (!AnnotationUtils.isCandidateClass(type, annotation)) {
			return Map.of();
		}
		return MethodIntrospector.selectMethods(type, (MetadataLookup<A>) (method) -> find(method, annotation));
	}

	/** One that is there directly has nothing to be merged with. */
	private static <A extends Annotation> @Nullable A find(Method method, Class<A> annotation) {
		@Nullable A direct = method.getDeclaredAnnotation(annotation);
		return (direct != null) ? direct : AnnotatedElementUtils.findMergedAnnotation(method, annotation);
	}

}
