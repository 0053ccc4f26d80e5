package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.scheduling.testing.RedisProcess;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions.RefreshTrigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisSentinelConnection;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class RedisStoreConfigurationTests {

	private static final String OURS = "schedulingRedisConnectionFactory";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, SslAutoConfiguration.class))
		.withConfiguration(SchedulingAutoConfigurations.ALL)
		.withPropertyValues("scheduling.namespace=test", "scheduling.redis.required-at-startup=false",
				"spring.data.redis.host=127.0.0.1", "spring.data.redis.port=1")
		.withBean(Patience.class, () -> new Patience(1, Duration.ZERO, Duration.ofSeconds(2), Duration.ZERO));

	@Test
	void leavesTheApplicationsFactoryToBoot() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasBean(OURS);
			assertThat(context.getBean(RedisConnectionFactory.class)).isSameAs(BootRedis.factory(context))
				.isNotSameAs(ours(context));
			assertThat(context.getBean(StringRedisTemplate.class).getConnectionFactory()).isNotSameAs(ours(context));
		});
	}

	@Test
	void limitsWaitingAndQueueing() {
		this.contextRunner.run((context) -> {
			LettuceClientConfiguration client = ours(context).getClientConfiguration();
			ClientOptions options = client.getClientOptions().orElseThrow();

			assertThat(client.getCommandTimeout()).isEqualTo(Duration.ofSeconds(2));
			assertThat(client.getClientName()).contains("scheduling");
			assertThat(options.getSocketOptions().getConnectTimeout()).isEqualTo(Duration.ofSeconds(2));
			assertThat(options.getSocketOptions().isKeepAlive()).isTrue();
			assertThat(options.getRequestQueueSize()).isEqualTo(10_000);
			assertThat(options.isAutoReconnect()).isTrue();
			assertThat(options.getTimeoutOptions().isTimeoutCommands()).isTrue();
		});
	}

	@Test
	void keepsShorterTimeoutsOfTheApplicationAndShortensLongerOnes() {
		this.contextRunner
			.withPropertyValues("spring.data.redis.timeout=500ms", "spring.data.redis.connect-timeout=30s")
			.run((context) -> {
				LettuceClientConfiguration client = ours(context).getClientConfiguration();

				assertThat(client.getCommandTimeout()).isEqualTo(Duration.ofMillis(500));
				assertThat(client.getClientOptions().orElseThrow().getSocketOptions().getConnectTimeout())
					.isEqualTo(Duration.ofSeconds(2));
			});
	}

	@Test
	void takesOverDatabaseCredentialsAndSsl() {
		this.contextRunner
			.withPropertyValues("spring.data.redis.database=3", "spring.data.redis.username=worker",
					"spring.data.redis.password=secret", "spring.data.redis.ssl.enabled=true")
			.run((context) -> {
				assertThat(ours(context).getDatabase()).isEqualTo(3);
				assertThat(ours(context).getStandaloneConfiguration().getUsername()).isEqualTo("worker");
				assertThat(ours(context).getPassword()).isEqualTo("secret");
				assertThat(ours(context).isUseSsl()).isTrue();
			});
	}

	@Test
	void takesOverSentinels() {
		this.contextRunner
			.withPropertyValues("spring.data.redis.sentinel.master=main",
					"spring.data.redis.sentinel.nodes=127.0.0.1:2")
			.run((context) -> assertThat(ours(context).getSentinelConfiguration().getSentinels())
				.containsExactly(new RedisNode("127.0.0.1", 2)));
	}

	@Test
	void takesOverClusterNodes() {
		this.contextRunner.withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:2,127.0.0.1:3")
			.run((context) -> assertThat(ours(context).getClusterConfiguration().getClusterNodes()).hasSize(2));
	}

	@Test
	void j21LearnsOfChangesOfAClusterAlsoWhereTheApplicationDoesNot() {
		this.contextRunner.withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:2")
			.withBean("mine", LettuceConnectionFactory.class,
					() -> new LettuceConnectionFactory(new RedisClusterConfiguration(List.of("127.0.0.1:2"))))
			.run((context) -> assertThat(ours(context).getClientConfiguration().getClientOptions().orElseThrow())
				.isInstanceOfSatisfying(ClusterClientOptions.class,
						(options) -> assertThat(options.getTopologyRefreshOptions().getAdaptiveRefreshTriggers())
							.containsExactlyInAnyOrder(RefreshTrigger.values())));
	}

	@Test
	void j21EnqueuesTimeOutAfterASecondSoThatTwoTriesEndWithinTwo() {
		this.contextRunner.run((context) -> {
			LettuceClientConfiguration client = enqueues(context).getClientConfiguration();

			assertThat(client.getCommandTimeout()).isEqualTo(Duration.ofSeconds(1));
			assertThat(client.getClientOptions().orElseThrow().getSocketOptions().getConnectTimeout())
				.isEqualTo(Duration.ofSeconds(1));
			assertThat(client.getClientOptions().orElseThrow().isAutoReconnect()).isTrue();
		});
	}

	@Test
	void confirmedEnqueuesNeverReconnectAsAnotherConnectionWouldConfirmNothing() {
		this.contextRunner.withPropertyValues("scheduling.durability=replicated").run((context) -> {
			assertThat(enqueues(context).getClientConfiguration().getClientOptions().orElseThrow().isAutoReconnect())
				.isFalse();
			assertThat(enqueues(context).getShareNativeConnection()).isFalse();
		});
	}

	@Test
	void appliesTheApplicationsCustomizers() {
		this.contextRunner
			.withBean(LettuceClientConfigurationBuilderCustomizer.class,
					() -> (builder) -> builder.shutdownQuietPeriod(Duration.ofMillis(7)))
			.run((context) -> assertThat(ours(context).getClientConfiguration().getShutdownQuietPeriod())
				.isEqualTo(Duration.ofMillis(7)));
	}

	@Test
	void copiesAFactoryThatTheApplicationDeclares() {
		this.contextRunner
			.withBean("mine", LettuceConnectionFactory.class, () -> new LettuceConnectionFactory("127.0.0.1", 9))
			.run((context) -> {
				assertThat(ours(context).getPort()).isEqualTo(9);
				assertThat(context).doesNotHaveBean("redisConnectionFactory");
			});
	}

	@Test
	void refusesAnotherDriver() {
		this.contextRunner.withBean(OtherDriverConnectionFactory.class)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(RedisDriverException.class)
				.hasMessageContaining("is a OtherDriverConnectionFactory, but periodic tasks need Lettuce"));
	}

	@Test
	void isAbsentWithTheMemoryStore() {
		this.contextRunner.withPropertyValues("scheduling.store=memory")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(OURS)
				.doesNotHaveBean(RedisStartupCheck.class));
	}

	@Test
	void answersOrThrowsSoonWhileRedisIsAway() {
		try (RedisProcess redis = RedisProcess.start()) {
			this.contextRunner.withPropertyValues("spring.data.redis.port=" + redis.port()).run((context) -> {
				try (RedisConnection connection = ours(context).getConnection()) {
					assertThat(connection.ping()).isEqualTo("PONG");
					redis.kill();
					long start = System.nanoTime();

					assertThatException().isThrownBy(connection::ping);

					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
				}
			});
		}
	}

	private static LettuceConnectionFactory enqueues(ApplicationContext context) {
		return context.getBean("schedulingEnqueueConnectionFactory", LettuceConnectionFactory.class);
	}

	private static LettuceConnectionFactory ours(ApplicationContext context) {
		return context.getBean(OURS, LettuceConnectionFactory.class);
	}

	static class OtherDriverConnectionFactory implements RedisConnectionFactory {

		@Override
		public RedisConnection getConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public RedisClusterConnection getClusterConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean getConvertPipelineAndTxResults() {
			return false;
		}

		@Override
		public RedisSentinelConnection getSentinelConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException ex) {
			return null;
		}

	}

}
