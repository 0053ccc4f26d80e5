package dev.scheduling.worker;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.queue.JobEnvelopeCodec;

import org.springframework.util.ClassUtils;
import org.springframework.util.DigestUtils;

/**
 * A digest of what a worker can run: its handlers and their names, the classes of their
 * payloads, the protocol, the build. Workers of one build have the same, on every host
 * and after every start; those of another build, as a rule, have not.
 */
public final class WorkerFingerprint {

	private static final int LENGTH = 12;

	private WorkerFingerprint() {
	}

	/**
	 * Makes the fingerprint of a worker.
	 * @param handlers its handlers
	 * @param build what tells the build of the application from others, empty if nothing
	 * does
	 * @return the digest
	 */
	public static String of(Collection<JobHandlerDefinition> handlers, String build) {
		StringBuilder text = new StringBuilder().append(JobEnvelopeCodec.PROTOCOL)
			.append('\n')
			.append(build)
			.append('\n');
		Set<String> classes = new TreeSet<>();
		handlers.stream().sorted(Comparator.comparing(JobHandlerDefinition::name)).forEach((handler) -> {
			Type payload = handler.payloadType();
			text.append(handler.name()).append(new TreeSet<>(handler.aliases()));
			if (payload != null) {
				text.append(payload.getTypeName());
				addClasses(payload, classes);
			}
			text.append('\n');
		});
		text.append(classes);
		return digest(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
	}

	/** The classes that a payload is made of, apart from those of the JDK. */
	private static void addClasses(Type payload, Set<String> classes) {
		Deque<Type> left = new ArrayDeque<>(List.of(payload));
		while (!left.isEmpty()) {
			Type type = left.remove();
			if (type instanceof ParameterizedType parameterized) {
				left.add(parameterized.getRawType());
				left.addAll(List.of(parameterized.getActualTypeArguments()));
			}
			else if (type instanceof GenericArrayType array) {
				left.add(array.getGenericComponentType());
			}
			else if (type instanceof Class<?> one && one.isArray()) {
				left.add(one.getComponentType());
			}
			else if (type instanceof Class<?> one && !one.isPrimitive() && !one.getName().startsWith("java.")
					&& classes.add(one.getName() + '=' + bytes(one))) {
				addParts(one, left);
			}
		}
	}

	private static void addParts(Class<?> type, Deque<Type> left) {
		if (type.getSuperclass() != null) {
			left.add(type.getSuperclass());
		}
		for (Field field : type.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers())) {
				left.add(field.getGenericType());
			}
		}
	}

	/** In a native image there are none, and the names must do. */
	private static String bytes(Class<?> type) {
		try (InputStream file = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			return (file != null) ? digest(file.readAllBytes()) : "";
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static String digest(byte[] bytes) {
		return DigestUtils.md5DigestAsHex(bytes);
	}

}
