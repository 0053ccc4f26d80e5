package dev.scheduling.benchmarks.load;

import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The same application without this project, which uses Redis for something else. Only
 * for the time of its start.
 */
final class PlainApplication implements LoadSubject {

	private static final String EXCLUDED = String.join(",",
			List.of("AfterResponse", "Background", "Job", "Periodic", "SchedulingHealth")
				.stream()
				.map("dev.scheduling.autoconfigure.%sAutoConfiguration"::formatted)
				.toList());

	@Override
	public Store keptIn() {
		return Store.REDIS;
	}

	@Override
	public String settings() {
		return "an application with `spring-boot-starter-data-redis` that has sent one `PING`, without this project";
	}

	@Override
	public boolean isQueue() {
		return false;
	}

	@Override
	public LoadQueue open(Setup setup) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("spring.application.name=benchmarks", "spring.data.redis.port=" + setup.port(),
					"spring.autoconfigure.exclude=" + EXCLUDED)
			.run();
		context.getBean(StringRedisTemplate.class).execute((connection) -> connection.ping(), true);
		return new NoQueue(context);
	}

	private record NoQueue(ConfigurableApplicationContext context) implements LoadQueue {

		@Override
		public void enqueue(Payload payload) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void enqueueAll(List<Payload> payloads) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void pause() {
			// Nothing runs.
		}

		@Override
		public void resume() {
			// Nothing waits.
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
