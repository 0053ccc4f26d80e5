package dev.scheduling.annotation;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TaskContext;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Which tasks the annotated methods of beans become, and how they are called.
 */
class PeriodicTaskRegistryTests {

	private final DefinitionFixture fixture = new DefinitionFixture();

	private final FakeTaskSettings settings = this.fixture.settings;

	@Test
	void namesATaskAfterItsMethod() {
		PeriodicTask task = this.fixture.task(Hourly.class);

		assertThat(task.name()).isEqualTo("sync-http-data");
		assertThat(DefinitionFixture.describe(task)).isEqualTo("every 1h");
		assertThat(task.source())
			.isEqualTo("@Periodic on dev.scheduling.annotation.PeriodicTaskRegistryTests$Hourly.syncHTTPData()");
	}

	@Test
	void findsMetaAnnotations() {
		assertThat(DefinitionFixture.describe(this.fixture.task(Composed.class))).isEqualTo("every 5m");
	}

	@Test
	void resolvesPlaceholders() {
		PeriodicTask task = this.fixture.task(Placeholders.class);

		assertThat(task.name()).isEqualTo("from-property");
		assertThat(DefinitionFixture.describe(task)).isEqualTo("every 10m");
	}

	@Test
	void sortsTasksByNameAndChecksForUnknownOnes() {
		assertThat(this.fixture.tasks(Hourly.class, Composed.class)).extracting(PeriodicTask::name)
			.containsExactly("composed", "sync-http-data");
		assertThat(this.settings.known).containsExactly("composed", "sync-http-data");
	}

	@Test
	void knowsNothingBeforeAllSingletonsExist() {
		assertThatThrownBy(new PeriodicTaskRegistry()::tasks).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void passesTheContextAndThrowsWhatTheMethodThrows() {
		PeriodicTask task = this.fixture.task(WithContext.class);
		TaskContext context = (TaskContext) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { TaskContext.class }, (proxy, method, arguments) -> "nightly");

		assertThatThrownBy(() -> task.body().run(context)).isInstanceOf(IOException.class).hasMessage("nightly");
	}

	@Test
	void callsTheMethodThroughTheProxy() throws Throwable {
		AtomicInteger intercepted = new AtomicInteger();
		PeriodicTask task = this.fixture.proxiedTask(new Hourly(), intercepted);

		task.body().run(context());

		assertThat(intercepted).hasValue(1);
	}

	@Test
	void createsLazyBeans() {
		assertThat(this.fixture.task(LazyBean.class).name()).isEqualTo("sync");
	}

	@Test
	void takesALongLivedScopedBeanOnceByItsProxy() {
		assertThat(this.fixture.tasks(ThreadScoped.class)).extracting(PeriodicTask::name).containsExactly("sync");
	}

	private static TaskContext context() {
		return (TaskContext) Proxy.newProxyInstance(PeriodicTaskRegistryTests.class.getClassLoader(),
				new Class<?>[] { TaskContext.class }, (proxy, method, arguments) -> null);
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

}
