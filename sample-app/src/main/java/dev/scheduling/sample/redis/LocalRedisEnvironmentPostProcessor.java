package dev.scheduling.sample.redis;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import dev.scheduling.sample.SampleApplication;
import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes sure that there is a Redis, so that the sample starts on a machine without one.
 * Takes, in this order, the one that {@code spring.data.redis} names, the one on the
 * default port, and a process of its own, which the last clean end stops. What it sets
 * yields to every other source of properties.
 */
final class LocalRedisEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final int DEFAULT_PORT = 6379;

	private static final Set<String> ADDRESSES = Set.of("url", "host", "port", "sentinel", "cluster", "masterreplica");

	private final Log logger;

	LocalRedisEnvironmentPostProcessor(DeferredLogFactory logs) {
		this.logger = logs.getLog(LocalRedisEnvironmentPostProcessor.class);
	}

	/** Last: application.yml has been read. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		addLast(environment, "sample home", Map.of("sample.home", home().toString()));
		if (environment.getProperty("scheduling.store", "redis").equalsIgnoreCase("memory")) {
			this.logger.info("Redis is not used: scheduling.store=memory");
		}
		else if (isConfigured(environment)) {
			this.logger.info("Redis is the one that spring.data.redis names");
		}
		else if (!environment.getProperty("sample.own-redis", Boolean.class, false)
				&& RedisProbe.answers(DEFAULT_PORT)) {
			this.logger.info("Redis is the one that answers on localhost:" + DEFAULT_PORT);
		}
		else {
			useOwn(environment);
		}
	}

	private static boolean isConfigured(ConfigurableEnvironment environment) {
		return Binder.get(environment)
			.bind("spring.data.redis", Bindable.mapOf(String.class, Object.class))
			.map((properties) -> properties.keySet().stream().anyMatch(ADDRESSES::contains))
			.orElse(false);
	}

	private void useOwn(ConfigurableEnvironment environment) {
		Path folder = Path.of(environment.getRequiredProperty("sample.home"), "redis").toAbsolutePath();
		String searchPath = environment.getProperty("PATH", "");
		SharedLocalRedis shared = SharedLocalRedis.open(folder,
				() -> RedisExecutable.find(searchPath, folder.resolve("bin")));
		SpringApplication.getShutdownHandlers().add(shared::close);
		LocalRedis redis = shared.redis();
		addLast(environment, "local redis",
				Map.of("spring.data.redis.host", "127.0.0.1", "spring.data.redis.port", redis.port()));
		this.logger.info("Redis is process %s on 127.0.0.1:%s, %s; its data is in %s".formatted(redis.processId(),
				redis.port(), shared.isAdopted() ? "which was running already" : "started now", folder));
	}

	private static void addLast(ConfigurableEnvironment environment, String name, Map<String, Object> properties) {
		environment.getPropertySources().addLast(new MapPropertySource(name, properties));
	}

	/**
	 * The folder that holds the classes or the jar, wherever the application is started.
	 */
	private static Path home() {
		File source = new ApplicationHome(SampleApplication.class).getSource();
		return (source != null) ? source.toPath().resolve("..").normalize() : Path.of("target").toAbsolutePath();
	}

}
