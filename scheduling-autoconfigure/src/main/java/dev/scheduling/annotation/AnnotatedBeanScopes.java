package dev.scheduling.annotation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Looks at the beans that a bean post-processor does not get to see at start: those that
 * live for a request or a single injection, which cannot be tasks or handlers, and lazy
 * ones and the products of factories, scoped proxies among them, which are created now
 * because a run starts without anybody asking for its bean.
 */
final class AnnotatedBeanScopes {

	private static final Set<String> SHORT_LIVED = Set.of(BeanDefinition.SCOPE_PROTOTYPE, "request", "session",
			"websocket");

	private final ConfigurableListableBeanFactory beanFactory;

	private final Class<? extends Annotation> annotation;

	AnnotatedBeanScopes(ConfigurableListableBeanFactory beanFactory, Class<? extends Annotation> annotation) {
		this.beanFactory = beanFactory;
		this.annotation = annotation;
	}

	void check() {
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
			if (!definition.isAbstract()) {
				check(name, definition);
			}
		}
	}

	private void check(String name, BeanDefinition definition) {
		String scope = definition.getScope();
		if (scope != null && SHORT_LIVED.contains(scope)) {
			refuseMethods(name, scope);
		}
		else if (definition.isSingleton() && isCreatedLate(name, definition) && hasMethod(name)) {
			this.beanFactory.getBean(name);
		}
	}

	private boolean isCreatedLate(String name, BeanDefinition definition) {
		return definition.isLazyInit() || this.beanFactory.isFactoryBean(name);
	}

	private boolean hasMethod(String name) {
		@Nullable Class<?> type = this.beanFactory.getType(name, false);
		return type != null && AnnotatedMethodFinder.hasMethod(type, this.annotation);
	}

	private void refuseMethods(String name, String scope) {
		@Nullable Class<?> type = this.beanFactory.getType(name, false);
		if (type == null) {
			return;
		}
		Class<?> beanClass = ClassUtils.getUserClass(type);
		for (Method method : AnnotatedMethodFinder.find(beanClass, this.annotation).keySet()) {
			throw new InvalidMethodException(this.annotation, beanClass, method,
					"its bean has the scope '%s', so there is no instance to run it on when it is due".formatted(scope),
					"Move the method to a singleton bean, which is the default scope.");
		}
	}

}
