package dev.scheduling.annotation;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

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
 * Collects the {@link dev.scheduling.periodic.Periodic} methods of beans as they are
 * created. Only collects: a bean post-processor exists before everything else, so it
 * depends on nothing and checks nothing; {@link PeriodicTaskRegistry} does that once all
 * singletons exist.
 * <p>
 * Runs last, as Spring orders this kind of post-processor behind all that make proxies,
 * so that what it sees is the proxy, if there is one. A scoped bean is collected by its
 * scoped proxy, which lives as long as the context; the target behind it comes and goes
 * and is left alone.
 */
public final class PeriodicAnnotationBeanPostProcessor implements MergedBeanDefinitionPostProcessor, Ordered {

	private final List<PeriodicMethod> methods = new CopyOnWriteArrayList<>();

	private final Set<Class<?>> plainClasses = ConcurrentHashMap.newKeySet();

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
		var found = PeriodicMethodFinder.find(beanClass);
		if (found.isEmpty()) {
			this.plainClasses.add(beanClass);
		}
		found.forEach((method, annotation) -> this.methods
			.add(new PeriodicMethod(beanName, bean, beanClass, method, annotation)));
	}

	List<PeriodicMethod> methods() {
		return List.copyOf(this.methods);
	}

}
