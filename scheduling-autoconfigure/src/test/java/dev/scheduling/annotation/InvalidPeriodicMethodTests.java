package dev.scheduling.annotation;

import java.util.concurrent.atomic.AtomicInteger;

import dev.scheduling.StartFailedException;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.TaskContext;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Methods that cannot be tasks: each fails the start with its own text.
 */
class InvalidPeriodicMethodTests {

	private final DefinitionFixture fixture = new DefinitionFixture();

	@Test
	void refusesAFinalMethodOfAProxiedBean() {
		assertThatExceptionOfType(InvalidMethodException.class)
			.isThrownBy(() -> this.fixture.proxiedTask(new FinalMethod(), new AtomicInteger()))
			.satisfies((ex) -> assertThat(ex.problem()).contains("it is final"));
	}

	@Test
	void allowsAFinalMethodWithoutAProxy() {
		assertThat(this.fixture.task(FinalMethod.class).name()).isEqualTo("sync");
	}

	@Test
	void refusesMethodsThatCannotBeTasksEachWithItsOwnText() {
		assertProblem(Static.class, "it is static");
		assertProblem(Private.class, "it is private");
		assertProblem(Parameters.class, "it has parameters that nobody can fill");
		assertProblem(Reactive.class, "it returns a Publisher");
		assertProblem(AsyncMethod.class, "@Async hands it to another thread");
		assertProblem(Prototype.class, "its bean has the scope 'prototype'");
		assertProblem(Request.class, "its bean has the scope 'request'");
		assertProblem(ProxiedRequest.class, "its bean has the scope 'request'");
		assertProblem(BadName.class, "'Nightly Report' is not a task name");
		assertProblem(Unresolvable.class, "cannot be resolved");
	}

	private void assertProblem(Class<?> bean, String problem) {
		assertThatExceptionOfType(InvalidMethodException.class).isThrownBy(() -> this.fixture.tasks(bean))
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains(problem);
				assertThat(ex.action()).isNotEmpty();
				assertThat(ex.method()).isNotNull();
				assertThat(ex).isInstanceOf(StartFailedException.class);
			});
	}

	static class FinalMethod {

		@Periodic(interval = "1h")
		final void sync() {
		}

	}

	static class Static {

		@Periodic(interval = "1h")
		static void sync() {
		}

	}

	static class Private {

		@Periodic(interval = "1h")
		private void sync() {
		}

	}

	static class Parameters {

		@Periodic(interval = "1h")
		void sync(TaskContext context, String more) {
		}

	}

	static class Reactive {

		@Periodic(interval = "1h")
		Publisher<String> sync() {
			throw new UnsupportedOperationException();
		}

	}

	static class AsyncMethod {

		@Async
		@Periodic(interval = "1h")
		void sync() {
		}

	}

	@Scope(BeanDefinition.SCOPE_PROTOTYPE)
	static class Prototype {

		@Periodic(interval = "1h")
		void sync() {
		}

	}

	@Scope("request")
	static class Request {

		@Periodic(interval = "1h")
		void sync() {
		}

	}

	@Scope(value = "request", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ProxiedRequest {

		@Periodic(interval = "1h")
		void sync() {
		}

	}

	static class BadName {

		@Periodic(name = "Nightly Report", interval = "1h")
		void sync() {
		}

	}

	static class Unresolvable {

		@Periodic(interval = "${registry.test.absent}")
		void sync() {
		}

	}

}
