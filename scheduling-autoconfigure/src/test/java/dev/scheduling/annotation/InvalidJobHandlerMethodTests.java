package dev.scheduling.annotation;

import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Scope;
import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Methods that cannot be handlers: each fails the start with its own text.
 */
class InvalidJobHandlerMethodTests {

	private final DefinitionFixture fixture = new DefinitionFixture();

	@Test
	void refusesMethodsThatCannotBeHandlersEachWithItsOwnText() {
		assertProblem(Static.class, "it is static");
		assertProblem(Private.class, "it is private");
		assertProblem(TwoPayloads.class, "it has parameters that nobody can fill");
		assertProblem(ContextFirst.class, "it has parameters that nobody can fill");
		assertProblem(OpenPayload.class, "the type of its payload, T, is open");
		assertProblem(OpenListPayload.class, "the type of its payload, java.util.List<T>, is open");
		assertProblem(Reactive.class, "it returns a Publisher");
		assertProblem(AsyncMethod.class, "@Async hands it to another thread");
		assertProblem(Prototype.class, "its bean has the scope 'prototype'");
		assertProblem(Request.class, "its bean has the scope 'request'");
		assertProblem(BadName.class, "'exportData' is not a job name");
	}

	private void assertProblem(Class<?> bean, String problem) {
		assertThatExceptionOfType(InvalidMethodException.class).isThrownBy(() -> this.fixture.handlers(bean))
			.satisfies((ex) -> {
				assertThat(ex.description()).startsWith("@JobHandler on ");
				assertThat(ex.problem()).contains(problem);
				assertThat(ex.action()).isNotEmpty();
			});
	}

	static class OpenPayload {

		@JobHandler("open")
		<T> void handle(T payload) {
		}

	}

	static class OpenListPayload {

		@JobHandler("open-list")
		<T> void handle(List<T> payload) {
		}

	}

	static class Static {

		@JobHandler("static")
		static void handle() {
		}

	}

	static class Private {

		@JobHandler("private")
		private void handle() {
		}

	}

	static class TwoPayloads {

		@JobHandler("two")
		void handle(String first, String second) {
		}

	}

	static class ContextFirst {

		@JobHandler("context-first")
		void handle(JobContext context, String payload) {
		}

	}

	static class Reactive {

		@JobHandler("reactive")
		Publisher<String> handle() {
			return (subscriber) -> {
			};
		}

	}

	static class AsyncMethod {

		@Async
		@JobHandler("async")
		CompletionStage<String> handle() {
			throw new UnsupportedOperationException();
		}

	}

	@Scope(BeanDefinition.SCOPE_PROTOTYPE)
	static class Prototype {

		@JobHandler("prototype")
		void handle() {
		}

	}

	@Scope("request")
	static class Request {

		@JobHandler("request")
		void handle() {
		}

	}

	static class BadName {

		@JobHandler("exportData")
		void handle() {
		}

	}

}
