package dev.scheduling.autoconfigure;

import dev.scheduling.background.AfterResponseFilter;
import dev.scheduling.background.HandledFailureObserver;
import dev.scheduling.background.InProcessBackgroundTasks;
import dev.scheduling.background.RequestEnd;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Auto-configuration of what makes background tasks wait for the response of their
 * request, in a servlet application. Without it every task starts at once.
 */
@AutoConfiguration(after = BackgroundAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnBean(InProcessBackgroundTasks.class)
public final class AfterResponseAutoConfiguration {

	@Bean
	FilterRegistrationBean<AfterResponseFilter> schedulingAfterResponseFilter(InProcessBackgroundTasks background,
			BackgroundProperties properties) {
		FilterRegistrationBean<AfterResponseFilter> registration = new FilterRegistrationBean<>(
				new AfterResponseFilter(background, properties.runOnError()));
		registration.setName("schedulingAfterResponseFilter");
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	ServletListenerRegistrationBean<RequestEnd> schedulingRequestEnd(InProcessBackgroundTasks background) {
		return new ServletListenerRegistrationBean<>(new RequestEnd(background));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HandlerExceptionResolver.class)
	static class SpringMvc {

		@Bean
		HandledFailureObserver schedulingHandledFailureObserver() {
			return new HandledFailureObserver();
		}

	}

}
