package dev.scheduling.annotation;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import org.junit.jupiter.api.Test;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * How the method of a handler is called, and with what.
 */
class JobHandlerMethodTests {

	private static final JobContext CONTEXT = (JobContext) Proxy.newProxyInstance(
			JobHandlerMethodTests.class.getClassLoader(), new Class<?>[] { JobContext.class },
			(proxy, method, arguments) -> method.getName().equals("name") ? "export" : null);

	private final DefinitionFixture fixture = new DefinitionFixture();

	@Test
	void takesPayloadContextBothOrNothing() throws Throwable {
		List<JobHandlerDefinition> handlers = this.fixture.handlers(Shapes.class);

		assertThat(handlers).extracting(JobHandlerDefinition::name)
			.containsExactly("both", "context", "none", "payload");
		assertThat(handlers).extracting(JobHandlerDefinition::payloadType)
			.containsExactly(Request.class, null, null, Request.class);
		Request request = new Request("EMEA");
		assertThat(handlers.get(0).body().run(request, CONTEXT)).isEqualTo("EMEA export");
		assertThat(handlers.get(1).body().run(null, CONTEXT)).isEqualTo("export");
		assertThat(handlers.get(2).body().run(null, CONTEXT)).isEqualTo("none");
		assertThat(handlers.get(3).body().run(request, CONTEXT)).isEqualTo("EMEA");
	}

	@Test
	void passesAnArrayAsOnePayload() throws Throwable {
		JobHandlerDefinition handler = this.fixture.handler(ArrayPayload.class);

		assertThat(handler.body().run(new String[] { "a", "b" }, CONTEXT)).isEqualTo(2);
	}

	@Test
	void throwsWhatTheMethodThrows() {
		JobHandlerDefinition handler = this.fixture.handler(Failing.class);

		assertThatThrownBy(() -> handler.body().run(null, CONTEXT)).isInstanceOf(IOException.class).hasMessage("disk");
	}

	@Test
	void readsGenericPayloadsAlsoOfASuperclass() {
		assertThat(this.fixture.handler(GenericPayload.class).payloadType())
			.isEqualTo(ResolvableType.forClassWithGenerics(List.class, Request.class).getType());
		assertThat(this.fixture.handler(BoundPayload.class).payloadType()).isEqualTo(Request.class);
		assertThat(typeName(this.fixture.handler(BoundListPayload.class).payloadType()))
			.isEqualTo("java.util.List<%s>".formatted(Request.class.getName()));
	}

	private static String typeName(Type type) {
		return type.getTypeName();
	}

	@Test
	void callsTheMethodThroughTheProxy() throws Throwable {
		AtomicInteger intercepted = new AtomicInteger();
		JobHandlerDefinition handler = this.fixture.proxiedHandler(new Plain(), intercepted);

		handler.body().run(new Request("EMEA"), CONTEXT);

		assertThat(intercepted).hasValue(1);
	}

	record Request(String region) {

	}

	static class Plain {

		@JobHandler("export-data")
		void export(Request request, JobContext context) {
		}

	}

	static class Shapes {

		@JobHandler("none")
		String none() {
			return "none";
		}

		@JobHandler("payload")
		String payload(Request request) {
			return request.region();
		}

		@JobHandler("context")
		String context(JobContext context) {
			return context.name();
		}

		@JobHandler("both")
		String both(Request request, JobContext context) {
			return request.region() + " " + context.name();
		}

	}

	static class ArrayPayload {

		@JobHandler("array")
		int array(String[] values) {
			return values.length;
		}

	}

	static class Failing {

		@JobHandler("failing")
		void fail() throws IOException {
			throw new IOException("disk");
		}

	}

	static class GenericPayload {

		@JobHandler("generic")
		void handle(List<Request> requests) {
		}

	}

	abstract static class Base<T> {

		@JobHandler("bound")
		void handle(T payload) {
		}

	}

	static class BoundPayload extends Base<Request> {

	}

	abstract static class ListBase<T> {

		@JobHandler("bound-list")
		void handle(List<T> payload) {
		}

	}

	static class BoundListPayload extends ListBase<Request> {

	}

}
