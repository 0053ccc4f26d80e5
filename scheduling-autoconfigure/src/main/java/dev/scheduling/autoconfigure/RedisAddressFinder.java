package dev.scheduling.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Finds out which Redis a factory connects to, and where that was configured.
 */
final class RedisAddressFinder {

	private static final String FROM_PROPERTIES = "PropertiesDataRedisConnectionDetails";

	private static final List<String> PROPERTIES = List.of("spring.data.redis.url", "spring.data.redis.sentinel.nodes",
			"spring.data.redis.cluster.nodes", "spring.data.redis.masterreplica.nodes", "spring.data.redis.host",
			"spring.data.redis.port");

	private final Environment environment;

	private final @Nullable DataRedisConnectionDetails details;

	RedisAddressFinder(Environment environment, @Nullable DataRedisConnectionDetails details) {
		this.environment = environment;
		this.details = details;
	}

	RedisAddress find(LettuceConnectionFactory factory) {
		return new RedisAddress(text(factory), source());
	}

	private static String text(LettuceConnectionFactory factory) {
		var sentinel = factory.getSentinelConfiguration();
		if (sentinel != null) {
			return "sentinels " + nodes(sentinel.getSentinels());
		}
		var cluster = factory.getClusterConfiguration();
		if (cluster != null) {
			return "cluster " + nodes(cluster.getClusterNodes());
		}
		var socket = factory.getSocketConfiguration();
		return (socket != null) ? socket.getSocket() : factory.getHostName() + ":" + factory.getPort();
	}

	private static String nodes(Iterable<RedisNode> nodes) {
		StringBuilder text = new StringBuilder();
		nodes.forEach((node) -> text.append(text.isEmpty() ? "" : ", ").append(node.asString()));
		return text.toString();
	}

	private String source() {
		String serviceConnection = (this.details != null) ? this.details.getClass().getSimpleName() : FROM_PROPERTIES;
		if (!serviceConnection.equals(FROM_PROPERTIES)) {
			return "The address was given by a service connection (%s).".formatted(serviceConnection);
		}
		String found = PROPERTIES.stream()
			.map(this::property)
			.filter((text) -> !text.isEmpty())
			.collect(Collectors.joining(", "));
		return found.isEmpty() ? "The address is the default; no 'spring.data.redis.*' property gives one."
				: "The address was given by " + found + ".";
	}

	private String property(String name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationPropertyName key = ConfigurationPropertyName.of(name);
			ConfigurationProperty property = source.getConfigurationProperty(key);
			property = (property != null) ? property : source.getConfigurationProperty(key.append("[0]"));
			if (property != null) {
				return "'%s' (%s)".formatted(name, OriginText.of(property.getOrigin()));
			}
		}
		return "";
	}

}
