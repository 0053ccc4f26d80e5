package dev.scheduling.queue;

import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;

import dev.scheduling.annotation.JobHandlerDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The class of a payload does not say which handler is meant. Lists those there are and
 * shows the call that names one.
 */
public final class NoHandlerException extends IllegalArgumentException {

	NoHandlerException(Class<?> payload, List<JobHandlerDefinition> handlers) {
		super(description(payload, handlers));
	}

	private static String description(Class<?> payload, List<JobHandlerDefinition> handlers) {
		String known = handlers.stream().map(NoHandlerException::line).collect(Collectors.joining("\n"));
		return """
				The payload's class %s does not tell which handler is meant: not exactly one takes exactly this class, or \
				it is a text, a number, a map, a collection, an array or a generic type.
				Known handlers:
				%s
				Enqueue by name: jobQueue.enqueue("%s", payload, JobOptions.defaults())"""
			.formatted(payload.getName(), known.isEmpty() ? "    none" : known, nearest(payload, handlers));
	}

	private static String line(JobHandlerDefinition handler) {
		return "    %s(%s)".formatted(handler.name(), typeName(handler.payloadType()));
	}

	private static String typeName(@Nullable Type type) {
		if (type == null) {
			return "";
		}
		return (type instanceof Class<?> plain) ? ClassUtils.getShortName(plain) : type.getTypeName();
	}

	private static String nearest(Class<?> payload, List<JobHandlerDefinition> handlers) {
		return handlers.stream()
			.filter((handler) -> PayloadFit.fits(handler, payload))
			.map(JobHandlerDefinition::name)
			.findFirst()
			.orElse("export-data");
	}

}
