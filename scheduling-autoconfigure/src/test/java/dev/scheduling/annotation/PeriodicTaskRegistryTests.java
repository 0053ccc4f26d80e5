package dev.scheduling.annotation;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.scheduling.StartFailedException;
import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskContext;
import dev.scheduling.periodic.TaskScope;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;

import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;
import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class PeriodicTaskRegistryTests {

	private final DefinitionFixture fixture = new DefinitionFixture();

	private final FakeTaskSettings settings = this.fixture.settings;

	@Test
	void namesATaskAfterItsMethod() {
		PeriodicTask task = only(Hourly.class);

		assertThat(task.name()).isEqualTo("sync-http-data");
		assertThat(describe(task)).isEqualTo("every 1h");
		assertThat(task.source())
			.isEqualTo("@Periodic on dev.scheduling.annotation.PeriodicTaskRegistryTests$Hourly.syncHTTPData()");
	}

	@Test
	void findsMetaAnnotations() {
		assertThat(describe(only(Composed.class))).isEqualTo("every 5m");
	}

	@Test
	void resolvesPlaceholders() {
		PeriodicTask task = only(Placeholders.class);

		assertThat(task.name()).isEqualTo("from-property");
		assertThat(describe(task)).isEqualTo("every 10m");
	}

	@Test
	void prefersConfigurationToAnnotationAndAnnotationToDefaults() {
		this.settings.defaults.put(TaskAttribute.SCOPE, "instance");
		this.settings.defaults.put(TaskAttribute.INTERVAL, "9m");
		this.settings.configure("sync-http-data").put(TaskAttribute.INTERVAL, "2m");

		PeriodicTask task = only(Hourly.class);

		assertThat(describe(task)).isEqualTo("every 2m");
		assertThat(task.source()).isEqualTo("application.yml:1");
		assertThat(task.scope()).isEqualTo(TaskScope.INSTANCE);
		assertThat(task.overlap()).isEqualTo(OverlapPolicy.SKIP);
		assertThat(task.misfire()).isEqualTo(MisfirePolicy.FIRE_ONCE);
	}

	@Test
	void replacesTheAnnotationsScheduleByOneOfAnotherKind() {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, "0 2 * * *");

		assertThat(describe(only(Hourly.class))).isEqualTo("cron 0 2 * * * (Z)");
	}

	@Test
	void takesTheZoneOfTheTask() {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, "0 2 * * *");
		this.settings.defaults.put(TaskAttribute.ZONE, "Europe/Paris");

		assertThat(describe(only(Hourly.class))).isEqualTo("cron 0 2 * * * (Europe/Paris)");
	}

	@ParameterizedTest
	@CsvSource({ "CRON,-", "CRON,off", "CRON,false", "INTERVAL,-", "INTERVAL,OFF", "INTERVAL,false", "ENABLED,false" })
	void isOffByEachOfTheWords(TaskAttribute attribute, String word) {
		this.settings.configure("sync-http-data").put(attribute, word);

		assertThat(only(Hourly.class).schedule()).isEmpty();
	}

	@Test
	void fallsBackToTheAnnotationWhereTheConfigurationIsBlank() {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, " ");

		assertThat(describe(only(Hourly.class))).isEqualTo("every 1h");
	}

	@ParameterizedTest
	@CsvSource({ "30s,every 30s", "1h30m,every 1h30m", "PT5M,every 5m", "250ms,every 250ms", "1d,every 1d" })
	void readsDurationsWithUnits(String text, String description) {
		this.settings.configure("sync-http-data").put(TaskAttribute.INTERVAL, text);

		assertThat(describe(only(Hourly.class))).isEqualTo(description);
	}

	@ParameterizedTest
	@ValueSource(strings = { "30", "soon", "0s", "-5m" })
	void refusesOtherDurations(String text) {
		this.settings.configure("sync-http-data").put(TaskAttribute.INTERVAL, text);

		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(() -> only(Hourly.class))
			.satisfies((ex) -> assertThat(ex.description()).contains("\"" + text + "\"", "application.yml:1"));
	}

	@Test
	void refusesAnOffsetBeyondTheInterval() {
		this.settings.configure("sync-http-data").put(TaskAttribute.OFFSET, "2h");

		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(() -> only(Hourly.class))
			.satisfies((ex) -> assertThat(ex.description()).contains("invalid 'offset'"));
	}

	@Test
	void refusesAnUnknownZone() {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, "@daily");
		this.settings.configure("sync-http-data").put(TaskAttribute.ZONE, "Europe/Pariss");

		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(() -> only(Hourly.class))
			.satisfies((ex) -> assertThat(ex.description()).contains("invalid 'zone'", "Europe/Pariss"));
	}

	@Test
	void warnsWhereACrontabWouldFireMoreOften(CapturedOutput output) {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, "0 2 1 * MON");

		only(Hourly.class);

		assertThat(output).containsOnlyOnce("day of month and day of week both match");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 2 1 * *", "0 2 * * MON", "0 2 ? * MON", "0 0 2 1 * MON" })
	void doesNotWarnOfOtherExpressions(String cron, CapturedOutput output) {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, cron);

		only(Hourly.class);

		assertThat(output).doesNotContain("both match");
	}

	@ParameterizedTest
	@CsvSource({ "OVERLAP,buffer-one", "OVERLAP,allow-all", "OVERLAP,cancel-running", "MISFIRE,skip",
			"MISFIRE,fire-all" })
	void refusesWhatIsNotSupportedYet(TaskAttribute attribute, String value) {
		this.settings.configure("sync-http-data").put(attribute, value);

		assertThatExceptionOfType(UnsupportedTaskSettingException.class).isThrownBy(() -> only(Hourly.class))
			.satisfies((ex) -> assertThat(ex.description()).contains("not supported yet", value, "application.yml:1"));
	}

	@Test
	void sortsTasksByNameAndChecksForUnknownOnes() {
		assertThat(tasks(Hourly.class, Composed.class)).extracting(PeriodicTask::name)
			.containsExactly("composed", "sync-http-data");
		assertThat(this.settings.known).containsExactly("composed", "sync-http-data");
	}

	@Test
	void knowsNothingBeforeAllSingletonsExist() {
		assertThatThrownBy(new PeriodicTaskRegistry()::tasks).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void passesTheContextAndThrowsWhatTheMethodThrows() {
		PeriodicTask task = only(WithContext.class);
		TaskContext context = (TaskContext) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { TaskContext.class }, (proxy, method, arguments) -> "nightly");

		assertThatThrownBy(() -> task.body().run(context)).isInstanceOf(IOException.class).hasMessage("nightly");
	}

	@Test
	void callsTheMethodThroughTheProxy() throws Throwable {
		AtomicInteger intercepted = new AtomicInteger();
		PeriodicTask task = onlyProxied(new Hourly(), intercepted);

		task.body().run(context());

		assertThat(intercepted).hasValue(1);
	}

	@Test
	void refusesAFinalMethodOfAProxiedBean() {
		assertThatExceptionOfType(InvalidMethodException.class)
			.isThrownBy(() -> onlyProxied(new FinalMethod(), new AtomicInteger()))
			.satisfies((ex) -> assertThat(ex.problem()).contains("it is final"));
	}

	@Test
	void allowsAFinalMethodWithoutAProxy() {
		assertThat(only(FinalMethod.class).name()).isEqualTo("sync");
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

	@Test
	void createsLazyBeans() {
		assertThat(only(LazyBean.class).name()).isEqualTo("sync");
	}

	@Test
	void takesALongLivedScopedBeanOnceByItsProxy() {
		assertThat(tasks(ThreadScoped.class)).extracting(PeriodicTask::name).containsExactly("sync");
	}

	private void assertProblem(Class<?> bean, String problem) {
		assertThatExceptionOfType(InvalidMethodException.class).isThrownBy(() -> tasks(bean)).satisfies((ex) -> {
			assertThat(ex.problem()).contains(problem);
			assertThat(ex.action()).isNotEmpty();
			assertThat(ex.method()).isNotNull();
			assertThat(ex).isInstanceOf(StartFailedException.class);
		});
	}

	private PeriodicTask only(Class<?> bean) {
		List<PeriodicTask> tasks = tasks(bean);
		assertThat(tasks).hasSize(1);
		return tasks.get(0);
	}

	private List<PeriodicTask> tasks(Class<?>... beans) {
		return this.fixture.tasks(beans);
	}

	private PeriodicTask onlyProxied(Object target, AtomicInteger intercepted) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean("proxied", ProxyFactoryBean.class, () -> {
				ProxyFactoryBean factory = new ProxyFactoryBean();
				factory.setTarget(target);
				factory.setProxyTargetClass(true);
				factory.addAdvice((MethodInterceptor) (invocation) -> {
					intercepted.incrementAndGet();
					return invocation.proceed();
				});
				return factory;
			});
			context.registerBean("user", String.class, () -> context.getBean("proxied").getClass().getName());
			return this.fixture.load(context).tasks().get(0);
		}
	}

	private static TaskContext context() {
		return (TaskContext) Proxy.newProxyInstance(PeriodicTaskRegistryTests.class.getClassLoader(),
				new Class<?>[] { TaskContext.class }, (proxy, method, arguments) -> null);
	}

	private static String describe(PeriodicTask task) {
		return task.schedule().map(Schedule::describe).orElse("off");
	}

	static class Hourly {

		@Periodic(interval = "1h")
		void syncHTTPData() {
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Periodic(name = "composed")
	@interface Every {

		@AliasFor(annotation = Periodic.class, attribute = "interval")
		String value();

	}

	static class Composed {

		@Every("5m")
		void run() {
		}

	}

	static class Placeholders {

		@Periodic(name = "${registry.test.name:from-property}", interval = "${registry.test.interval}",
				cron = "${registry.test.cron:}")
		void run() {
		}

	}

	static class WithContext {

		@Periodic(interval = "1h")
		void nightly(TaskContext context) throws IOException {
			throw new IOException(context.task());
		}

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

	@Scope(value = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ThreadScoped {

		@Periodic(interval = "1h")
		void sync() {
		}

	}

	@Lazy
	static class LazyBean {

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
