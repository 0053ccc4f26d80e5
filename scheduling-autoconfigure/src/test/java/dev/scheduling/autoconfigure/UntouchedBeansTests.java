package dev.scheduling.autoconfigure;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.scheduling.periodic.Periodic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter takes no place of Boot's or the application's beans.
 */
class UntouchedBeansTests {

	private static final Class<?>[] COMMON_TYPES = { Executor.class, TaskScheduler.class, JsonMapper.class,
			StringRedisTemplate.class, RedisTemplate.class, Clock.class };

	private final ApplicationContextRunner boot = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class,
						JacksonAutoConfiguration.class, DataRedisAutoConfiguration.class))
		.withPropertyValues("scheduling.store=memory", "spring.application.name=test")
		.withUserConfiguration(Application.class);

	private final ApplicationContextRunner withStarter = this.boot.withConfiguration(SchedulingAutoConfigurations.ALL);

	@ParameterizedTest
	@ValueSource(strings = { "memory", "redis" })
	void beansOfCommonTypesAreTheSameWithAndWithoutTheStarter(String store) {
		this.boot.run(
				(without) -> this.withStarter
					.withPropertyValues("scheduling.store=" + store, "scheduling.redis.required-at-startup=false",
							"spring.data.redis.port=1", "scheduling.redis.eviction-check=off")
					.run((with) -> {
						for (Class<?> type : COMMON_TYPES) {
							assertThat(with.getBeanProvider(type).stream().count()).as(type.getName())
								.isEqualTo(without.getBeanProvider(type).stream().count());
						}
						assertThat(with).hasBean("applicationTaskExecutor").hasBean("taskScheduler");
						assertThat(with.getBean(RedisConnectionFactory.class)).isSameAs(BootRedis.factory(with));
					}));
	}

	@Test
	void clockOfTheApplicationMovesNoTick() {
		this.withStarter.run((context) -> {
			assertThat(context.getBean(Clock.class).instant()).isEqualTo(Instant.EPOCH);
			assertThat(context.getBean(Application.class).ran.await(10, TimeUnit.SECONDS)).isTrue();
		});
	}

	@Test
	void tasksFireInAnApplicationWithLazyInitialization() {
		this.withStarter.withPropertyValues("spring.main.lazy-initialization=true")
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor(new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean(Application.class).ran.await(10, TimeUnit.SECONDS)).isTrue());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Application {

		final CountDownLatch ran = new CountDownLatch(1);

		final RedisConnectionFactory connections;

		Application(RedisConnectionFactory connections) {
			this.connections = connections;
		}

		@Bean
		Clock clock() {
			return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		}

		@Periodic(interval = "1s")
		void tick() {
			this.ran.countDown();
		}

	}

}
