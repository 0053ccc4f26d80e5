package dev.scheduling.background;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Sees every exception of a handler before anything handles it, and handles none: nothing
 * else in Spring MVC is told of an exception that an exception handler turns into a
 * response. Comes before all resolvers, which stop at the first that answers. Internal to
 * this library.
 */
public final class HandledFailureObserver implements HandlerExceptionResolver, PriorityOrdered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception failure) {
		RequestFailure.dropTasks(request, failure);
		return null;
	}

}
