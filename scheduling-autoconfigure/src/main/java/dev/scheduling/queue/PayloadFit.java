package dev.scheduling.queue;

import dev.scheduling.annotation.JobHandlerDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Whether a handler can take a payload. Type arguments are not looked at.
 */
final class PayloadFit {

	private PayloadFit() {
	}

	static boolean fits(JobHandlerDefinition handler, Class<?> payload) {
		return handler.payloadType() != null
				&& ClassUtils.isAssignable(ResolvableType.forType(handler.payloadType()).toClass(), payload);
	}

	static void check(JobHandlerDefinition handler, @Nullable Object payload) {
		if (handler.payloadType() == null && payload != null) {
			throw new IllegalArgumentException("The handler '%s' (%s) takes no payload, but got a %s; enqueue null"
				.formatted(handler.name(), handler.source(), payload.getClass().getName()));
		}
		if (handler.payloadType() != null && (payload == null || !fits(handler, payload.getClass()))) {
			throw new IllegalArgumentException("The handler '%s' (%s) takes a %s, but got %s".formatted(handler.name(),
					handler.source(), handler.payloadType().getTypeName(),
					(payload != null) ? "a " + payload.getClass().getName() : "null"));
		}
	}

}
