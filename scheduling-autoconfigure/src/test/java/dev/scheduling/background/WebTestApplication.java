package dev.scheduling.background;

import java.io.IOException;
import java.util.Optional;

import dev.scheduling.autoconfigure.AfterResponseAutoConfiguration;
import dev.scheduling.autoconfigure.BackgroundAutoConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A Spring MVC application on Tomcat, with a filter that puts a tenant on the thread.
 */
@Configuration(proxyBeanMethods = false)
@EnableAsync
@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, ErrorMvcAutoConfiguration.class,
		BackgroundAutoConfiguration.class, AfterResponseAutoConfiguration.class })
@Import({ RequestEndpoints.class, RequestEndpoints.AsyncCaller.class, ResponseEndpoints.class, ErrorPage.class,
		ServerHold.class })
class WebTestApplication {

	@Bean(destroyMethod = "close")
	TestTenant testTenant() {
		return new TestTenant();
	}

	@Bean
	FilterRegistrationBean<ResponseEndpoints.AsyncFilter> asyncFilter(RequestEndpoints endpoints) {
		FilterRegistrationBean<ResponseEndpoints.AsyncFilter> registration = new FilterRegistrationBean<>(
				new ResponseEndpoints.AsyncFilter(endpoints));
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		return registration;
	}

	@Bean
	OncePerRequestFilter tenantFilter(TestTenant tenant) {
		return new OncePerRequestFilter() {
			@Override
			protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
					throws ServletException, IOException {
				Optional.ofNullable(request.getHeader("tenant")).ifPresent(tenant::setValue);
				try {
					chain.doFilter(request, response);
				}
				finally {
					tenant.setValue();
				}
			}
		};
	}

}
