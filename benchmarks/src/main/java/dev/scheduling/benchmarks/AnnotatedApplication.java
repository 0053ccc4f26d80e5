package dev.scheduling.benchmarks;

import java.lang.reflect.Constructor;
import java.util.Map;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts an application whose beans have generated methods.
 */
final class AnnotatedApplication {

	private AnnotatedApplication() {
	}

	static AutoCloseable start(Class<?> application, TaskBeanGenerator generator, Subject.Load load,
			Map<String, Object> properties) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties(properties)
			.initializers((context) -> generator.generate(load.tasks())
				.forEach((type) -> register((GenericApplicationContext) context, type, load.starts())))
			.run();
	}

	private static <T extends TaskBean> void register(GenericApplicationContext context, Class<T> type, Starts starts) {
		context.registerBean(type, () -> BeanUtils.instantiateClass(constructor(type), starts));
	}

	private static <T> Constructor<T> constructor(Class<T> type) {
		try {
			return type.getConstructor(Starts.class);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
