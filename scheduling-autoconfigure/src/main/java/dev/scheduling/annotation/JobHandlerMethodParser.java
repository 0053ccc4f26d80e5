package dev.scheduling.annotation;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;

import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;

/**
 * Checks that a method can be a handler, and makes it a {@link JobBody} that calls it
 * through the bean's proxy.
 */
final class JobHandlerMethodParser {

	private final BeanMethodRules rules = new BeanMethodRules();

	ParsedHandler parse(AnnotatedMethod<JobHandler> handler) {
		Method invocable = this.rules.check(handler);
		BeanMethodCall call = new BeanMethodCall(handler.bean(), invocable);
		Class<?>[] types = handler.method().getParameterTypes();
		boolean context = types.length > 0 && types[types.length - 1] == JobContext.class;
		int payloads = context ? types.length - 1 : types.length;
		if (payloads > 1 || (payloads == 1 && types[0] == JobContext.class)) {
			throw handler.invalid("it has parameters that nobody can fill",
					"Take the payload, a JobContext, both in this order, or nothing; put several values into a record.");
		}
		if (payloads == 0) {
			return new ParsedHandler(null, context ? (payload, run) -> call.with(run) : (payload, run) -> call.with());
		}
		return new ParsedHandler(payloadType(handler),
				context ? (payload, run) -> call.with(payload, run) : (payload, run) -> call.with(payload));
	}

	private static Type payloadType(AnnotatedMethod<JobHandler> handler) {
		Type declared = handler.method().getGenericParameterTypes()[0];
		Type type = GenericTypeResolver.resolveType(declared, handler.beanClass());
		if (isOpen(type)) {
			throw handler.invalid("the type of its payload, %s, is open, so that no JSON can be read as it"
				.formatted(declared.getTypeName()), "Use a type without open type parameters, such as a record.");
		}
		return type;
	}

	private static boolean isOpen(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return Arrays.stream(parameterized.getActualTypeArguments()).anyMatch(JobHandlerMethodParser::isOpen);
		}
		if (type instanceof GenericArrayType array) {
			return isOpen(array.getGenericComponentType());
		}
		return type instanceof TypeVariable<?>;
	}

	/**
	 * A method that can be a handler.
	 *
	 * @param payloadType what its payload is read as, {@code null} if it takes none
	 * @param body calls it
	 */
	record ParsedHandler(@Nullable Type payloadType, JobBody body) {

	}

}
