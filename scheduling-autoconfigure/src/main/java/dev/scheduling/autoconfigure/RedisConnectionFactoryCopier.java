package dev.scheduling.autoconfigure;

import java.util.Optional;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.MasterReplica;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes a connection factory that reaches the same server as the application's, with
 * limits of its own. Copying the application's factory takes over everything that shaped
 * it: properties, service connections, SSL bundles, customizers, or a bean of the
 * application.
 */
final class RedisConnectionFactoryCopier {

	private final RedisChannels channels;

	private final ObjectProvider<RedisConnectionFactory> factories;

	private final ObjectProvider<RedisStaticMasterReplicaConfiguration> masterReplica;

	private final ObjectProvider<DataRedisConnectionDetails> details;

	RedisConnectionFactoryCopier(RedisChannels channels, ObjectProvider<RedisConnectionFactory> factories,
			ObjectProvider<RedisStaticMasterReplicaConfiguration> masterReplica,
			ObjectProvider<DataRedisConnectionDetails> details) {
		this.channels = channels;
		this.factories = factories;
		this.masterReplica = masterReplica;
		this.details = details;
	}

	/**
	 * Makes a factory.
	 * @param limits how long anything may take
	 * @return the factory
	 */
	LettuceConnectionFactory copy(ClientLimits limits) {
		@Nullable RedisConnectionFactory factory = this.factories.getIfUnique();
		if (factory == null) {
			throw RedisDriverException.noSingleFactory(this.factories.stream().count());
		}
		if (!(factory instanceof LettuceConnectionFactory lettuce)) {
			throw RedisDriverException.notLettuce(factory.getClass());
		}
		RedisConfiguration configuration = configuration(lettuce);
		LettuceClientConfiguration client = new LimitedClientConfiguration(lettuce.getClientConfiguration(),
				resources(lettuce), limits, configuration instanceof RedisClusterConfiguration, this.channels);
		LettuceConnectionFactory copy = (configuration instanceof RedisStandaloneConfiguration standalone)
				? new LettuceConnectionFactory(standalone, client)
				: new LettuceConnectionFactory(configuration, client);
		this.channels.onLeave(() -> refreshTopology(copy));
		return copy;
	}

	private static void refreshTopology(LettuceConnectionFactory factory) {
		if (factory.getNativeClient() instanceof RedisClusterClient cluster) {
			cluster.refreshPartitionsAsync();
		}
	}

	/** A client that was given none has made its own. */
	private static Optional<ClientResources> resources(LettuceConnectionFactory factory) {
		return factory.getClientConfiguration()
			.getClientResources()
			.or(() -> Optional.ofNullable(factory.getNativeClient()).map(AbstractRedisClient::getResources));
	}

	/**
	 * A factory answers with a standalone configuration in any mode, so that comes last.
	 */
	private RedisConfiguration configuration(LettuceConnectionFactory factory) {
		if (factory.getSentinelConfiguration() != null) {
			return factory.getSentinelConfiguration();
		}
		if (factory.getClusterConfiguration() != null) {
			return factory.getClusterConfiguration();
		}
		if (factory.getSocketConfiguration() != null) {
			return factory.getSocketConfiguration();
		}
		@Nullable RedisStaticMasterReplicaConfiguration nodes = masterReplica();
		return (nodes != null) ? nodes : standalone(factory);
	}

	/**
	 * Depending on how the factory was made, its standalone configuration is the one it
	 * uses or an empty one; host, port and password are right in both cases.
	 */
	private RedisStandaloneConfiguration standalone(LettuceConnectionFactory factory) {
		@Nullable DataRedisConnectionDetails connection = this.details.getIfUnique();
		@Nullable String username = factory.getStandaloneConfiguration().getUsername();
		RedisStandaloneConfiguration copy = new RedisStandaloneConfiguration(factory.getHostName(), factory.getPort());
		copy.setDatabase(factory.getDatabase());
		copy.setUsername((username == null && connection != null) ? connection.getUsername() : username);
		copy.setPassword(RedisPassword.of(factory.getPassword()));
		return copy;
	}

	private @Nullable RedisStaticMasterReplicaConfiguration masterReplica() {
		@Nullable RedisStaticMasterReplicaConfiguration configured = this.masterReplica.getIfUnique();
		@Nullable DataRedisConnectionDetails connection = this.details.getIfUnique();
		@Nullable MasterReplica nodes = (connection != null) ? connection.getMasterReplica() : null;
		if (configured != null || connection == null || nodes == null || nodes.getNodes().isEmpty()) {
			return configured;
		}
		var first = nodes.getNodes().get(0);
		var configuration = new RedisStaticMasterReplicaConfiguration(first.host(), first.port());
		nodes.getNodes().stream().skip(1).forEach((node) -> configuration.addNode(node.host(), node.port()));
		configuration.setUsername(connection.getUsername());
		configuration.setPassword(RedisPassword.of(connection.getPassword()));
		return configuration;
	}

}
