package dev.scheduling.annotation;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;

import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AliasFor;
import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobHandlerRegistryTests {

	private static final JobContext CONTEXT = (JobContext) Proxy.newProxyInstance(
			JobHandlerRegistryTests.class.getClassLoader(), new Class<?>[] { JobContext.class },
			(proxy, method, arguments) -> method.getName().equals("name") ? "export" : null);

	private final DefinitionFixture fixture = new DefinitionFixture();

	private final FakeTaskSettings settings = this.fixture.settings;

	@Test
	void readsTheAnnotationOverTheDefaults() {
		assertThat(only(Plain.class))
			.extracting(JobHandlerDefinition::name, JobHandlerDefinition::queue, JobHandlerDefinition::maxAttempts,
					JobHandlerDefinition::timeout, JobHandlerDefinition::retention, JobHandlerDefinition::source)
			.containsExactly("export-data", "default", 5, null, Duration.ofHours(1),
					"@JobHandler on dev.scheduling.annotation.JobHandlerRegistryTests$Plain.export(Request, JobContext)");
		assertThat(only(Tuned.class))
			.extracting(JobHandlerDefinition::name, JobHandlerDefinition::queue, JobHandlerDefinition::maxAttempts,
					JobHandlerDefinition::timeout, JobHandlerDefinition::retention)
			.containsExactly("tuned", "slow", 2, Duration.ofSeconds(30), Duration.ZERO);
	}

	@Test
	void prefersConfigurationToTheAnnotation() {
		this.settings.configureJob("tuned")
			.putAll(Map.of(TaskAttribute.QUEUE, "nightly", TaskAttribute.MAX_ATTEMPTS, "9", TaskAttribute.TIMEOUT, "2m",
					TaskAttribute.RETENTION, "1d"));

		assertThat(only(Tuned.class))
			.extracting(JobHandlerDefinition::queue, JobHandlerDefinition::maxAttempts, JobHandlerDefinition::timeout,
					JobHandlerDefinition::retention)
			.containsExactly("nightly", 9, Duration.ofMinutes(2), Duration.ofDays(1));
	}

	@Test
	void queueOfAHandlerElsewhereComesFromTheConfiguration() {
		this.settings.configureJob("elsewhere").put(TaskAttribute.QUEUE, "far");

		JobHandlerRegistry handlers = this.fixture.load(Tuned.class).handlers();

		assertThat(handlers.queueOf("tuned")).isEqualTo("slow");
		assertThat(handlers.queueOf("elsewhere")).isEqualTo("far");
		assertThat(handlers.queueOf("nowhere")).isEqualTo("default");
	}

	@ParameterizedTest
	@CsvSource({ "QUEUE,a b,part of a key", "MAX_ATTEMPTS,0,at least 1", "MAX_ATTEMPTS,many,at least 1",
			"TIMEOUT,0s,no attempt can end", "TIMEOUT,30,it has no unit", "RETENTION,-1s,it is negative",
			"RETENTION,soon,it is not a duration" })
	void refusesInvalidSettings(TaskAttribute attribute, String value, String reason) {
		this.settings.configureJob("export-data").put(attribute, value);

		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(() -> only(Plain.class))
			.satisfies((ex) -> assertThat(ex.description()).startsWith("Job 'export-data' has an invalid")
				.contains(value, "application.yml:1", reason));
	}

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
		JobHandlerDefinition handler = only(ArrayPayload.class);

		assertThat(handler.body().run(new String[] { "a", "b" }, CONTEXT)).isEqualTo(2);
	}

	@Test
	void throwsWhatTheMethodThrows() {
		JobHandlerDefinition handler = only(Failing.class);

		assertThatThrownBy(() -> handler.body().run(null, CONTEXT)).isInstanceOf(IOException.class).hasMessage("disk");
	}

	@Test
	void readsGenericPayloadsAlsoOfASuperclass() {
		assertThat(only(GenericPayload.class).payloadType())
			.isEqualTo(ResolvableType.forClassWithGenerics(List.class, Request.class).getType());
		assertThat(only(BoundPayload.class).payloadType()).isEqualTo(Request.class);
		assertThat(typeName(only(BoundListPayload.class).payloadType()))
			.isEqualTo("java.util.List<%s>".formatted(Request.class.getName()));
	}

	private static String typeName(Type type) {
		return type.getTypeName();
	}

	@Test
	void callsTheMethodThroughTheProxy() throws Throwable {
		AtomicInteger intercepted = new AtomicInteger();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean("proxied", ProxyFactoryBean.class, () -> {
				ProxyFactoryBean factory = new ProxyFactoryBean();
				factory.setTarget(new Plain());
				factory.setProxyTargetClass(true);
				factory.addAdvice((MethodInterceptor) (invocation) -> {
					intercepted.incrementAndGet();
					return invocation.proceed();
				});
				return factory;
			});

			this.fixture.load(context).handlers().handlers().get(0).body().run(new Request("EMEA"), CONTEXT);
		}

		assertThat(intercepted).hasValue(1);
	}

	@Test
	void findsMetaAnnotationsAndLazyBeans() {
		assertThat(this.fixture.handlers(Composed.class, LazyBean.class)).extracting(JobHandlerDefinition::name)
			.containsExactly("composed", "lazy");
	}

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
		assertProblem(Request2.class, "its bean has the scope 'request'");
		assertProblem(BadName.class, "'exportData' is not a job name");
	}

	@Test
	void refusesTwoHandlersOfOneName() {
		assertThatExceptionOfType(DuplicateNameException.class)
			.isThrownBy(() -> this.fixture.handlers(Plain.class, SameName.class))
			.satisfies((ex) -> assertThat(ex.description()).startsWith(
					"Two methods define the jobs 'export-data' and 'exportdata', which are one name without '-', '_' and case:"));
	}

	@Test
	void findsByPayloadOnlyOneHandlerOfExactlyThatClass() {
		JobHandlerRegistry handlers = this.fixture.load(Plain.class, Failing.class).handlers();

		assertThat(handlers.findByPayload(Request.class)).map(JobHandlerDefinition::name).contains("export-data");
		assertThat(handlers.findByPayload(Object.class)).isEmpty();
		assertThat(this.fixture.load(Plain.class, Shapes.class).handlers().findByPayload(Request.class)).isEmpty();
	}

	@Test
	void tellsTheConfigurationWhichHandlersThereAre() {
		this.fixture.handlers(Plain.class, Tuned.class);

		assertThat(this.settings.knownJobs).containsExactly("export-data", "tuned");
		assertThat(this.settings.known).isEmpty();
	}

	@Test
	void knowsNothingBeforeAllSingletonsExist() {
		assertThatThrownBy(new JobHandlerRegistry(this.settings)::handlers).isInstanceOf(IllegalStateException.class);
	}

	private void assertProblem(Class<?> bean, String problem) {
		assertThatExceptionOfType(InvalidMethodException.class).isThrownBy(() -> this.fixture.handlers(bean))
			.satisfies((ex) -> {
				assertThat(ex.description()).startsWith("@JobHandler on ");
				assertThat(ex.problem()).contains(problem);
				assertThat(ex.action()).isNotEmpty();
			});
	}

	private JobHandlerDefinition only(Class<?> bean) {
		List<JobHandlerDefinition> handlers = this.fixture.handlers(bean);
		assertThat(handlers).hasSize(1);
		return handlers.get(0);
	}

	record Request(String region) {

	}

	static class Plain {

		@JobHandler("export-data")
		void export(Request request, JobContext context) {
		}

	}

	static class SameName {

		@JobHandler("exportdata")
		void export(Request request, JobContext context) {
		}

	}

	static class Tuned {

		@JobHandler(value = "tuned", queue = "slow", maxAttempts = 2, timeout = "30s", retention = "0s")
		void tuned() {
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
	static class Prototype extends Plain {

	}

	@Scope("request")
	static class Request2 extends Plain {

	}

	static class BadName {

		@JobHandler("exportData")
		void handle() {
		}

	}

	@Lazy
	static class LazyBean {

		@JobHandler("lazy")
		void handle() {
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@JobHandler("")
	@interface Export {

		@AliasFor(annotation = JobHandler.class, attribute = "value")
		String value();

	}

	static class Composed {

		@Export("composed")
		void handle() {
		}

	}

}
