package dev.scheduling.autoconfigure;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.scheduling.background.BackgroundTasks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts an application in a class loader that really lacks the optional classes; hiding
 * them from conditions alone would not show a class that needs them.
 */
class BackgroundWithoutOptionalClassesTests {

	@ParameterizedTest
	@ValueSource(strings = { "jakarta.servlet.", "org.springframework.web.", "org.springframework.transaction.",
			"io.micrometer.context." })
	void runsATaskWithout(String missing) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (Without classes = new Without(missing)) {
			Thread.currentThread().setContextClassLoader(classes);
			Callable<?> application = (Callable<?>) classes.loadClass(Application.class.getName())
				.getDeclaredConstructor()
				.newInstance();

			assertThat(application.call()).isEqualTo(true);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ BackgroundAutoConfiguration.class, AfterResponseAutoConfiguration.class })
	public static class Application implements Callable<Boolean> {

		@Override
		public Boolean call() throws InterruptedException {
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			try (ConfigurableApplicationContext context = application.run()) {
				CountDownLatch ran = new CountDownLatch(1);
				context.getBean(BackgroundTasks.class).add("task", ran::countDown);
				return ran.await(10, TimeUnit.SECONDS);
			}
		}

	}

	private static final class Without extends URLClassLoader {

		private final String missing;

		private Without(String missing) {
			super(classPath(), ClassLoader.getPlatformClassLoader());
			this.missing = missing;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith(this.missing)) {
				throw new ClassNotFoundException(name);
			}
			return super.loadClass(name, resolve);
		}

		private static URL[] classPath() {
			String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
			return Arrays.stream(path.split(File.pathSeparator)).map(Without::url).toArray(URL[]::new);
		}

		private static URL url(String entry) {
			try {
				return new File(entry).toURI().toURL();
			}
			catch (MalformedURLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
