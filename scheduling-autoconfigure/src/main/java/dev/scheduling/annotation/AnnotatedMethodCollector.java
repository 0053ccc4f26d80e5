package dev.scheduling.annotation;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Collects the methods of beans that carry one annotation, as the beans are created. Only
 * collects: a bean post-processor exists before everything else, so it depends on nothing
 * and checks nothing; a registry does that once all singletons exist.
 * <p>
 * Runs last, as Spring orders this kind of post-processor behind all that make proxies,
 * so that what it sees is the proxy, if there is one. A scoped bean is collected by its
 * scoped proxy, which lives as long as the context; the target behind it comes and goes
 * and is left alone.
 *
 * @param <A> the annotation's type
 */
abstract class AnnotatedMethodCollector<A extends Annotation> implements MergedBeanDefinitionPostProcessor, Ordered {

	private final Class<A> annotation;

	private final Queue<AnnotatedMethod<A>> methods = new ConcurrentLinkedQueue<>();

	private final Set<Class<?>> plainClasses = ConcurrentHashMap.newKeySet();

	AnnotatedMethodCollector(Class<A> annotation) {
		this.annotation = annotation;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String beanName) {
		// Nothing to do; the interface alone puts this post-processor behind the others.
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!isIgnored(bean, beanName)) {
			collect(bean, beanName, beanClass(bean));
		}
		return bean;
	}

	/**
	 * Aspects and the like are never tasks, but a scoped proxy wears their marker too.
	 */
	private boolean isIgnored(Object bean, String beanName) {
		boolean infrastructure = bean instanceof AopInfrastructureBean && !(bean instanceof ScopedObject);
		return infrastructure || ScopedProxyUtils.isScopedTarget(beanName);
	}

	/** A factory of proxies names its product's class as if it were its own. */
	private static Class<?> beanClass(Object bean) {
		return (bean instanceof FactoryBean<?>) ? ClassUtils.getUserClass(bean)
				: AopProxyUtils.ultimateTargetClass(bean);
	}

	private void collect(Object bean, String beanName, Class<?> beanClass) {
		if (this.plainClasses.contains(beanClass)) {
			return;
		}
		var found = AnnotatedMethodFinder.find(beanClass, this.annotation);
		if (found.isEmpty()) {
			this.plainClasses.add(beanClass);
		}
		found.forEach((method, annotation) -> this.methods
			.add(new AnnotatedMethod<>(beanName, bean, beanClass, method, annotation)));
	}

	/**
	 * Returns what was collected.
	 * @return the methods, in an order that does not depend on the order of bean creation
	 */
	final List<AnnotatedMethod<A>> methods() {
		return this.methods.stream()
			.map((method) -> Map.entry(method.describe() + method.beanName(), method))
			.sorted(Map.Entry.comparingByKey())
			.map(Map.Entry::getValue)
			.toList();
	}

}
