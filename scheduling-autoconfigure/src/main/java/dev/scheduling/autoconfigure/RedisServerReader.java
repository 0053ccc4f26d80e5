package dev.scheduling.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Asks Redis what it is; in a cluster each primary, of which some may be down.
 */
final class RedisServerReader {

	private static final Logger logger = LoggerFactory.getLogger(RedisServerReader.class);

	private final RedisConnectionFactory connectionFactory;

	private final RedisAddress address;

	RedisServerReader(RedisConnectionFactory connectionFactory, RedisAddress address) {
		this.connectionFactory = connectionFactory;
		this.address = address;
	}

	/**
	 * Asks once.
	 * @return the servers that answered, at least one
	 * @throws DataAccessException if none answered
	 */
	List<RedisServer> read() {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			if (connection instanceof RedisClusterConnection cluster) {
				return readCluster(cluster);
			}
			connection.ping();
			return List.of(readServer(connection));
		}
	}

	private RedisServer readServer(RedisConnection connection) {
		try {
			return RedisServer.from(connection.serverCommands().info());
		}
		catch (DataAccessException ex) {
			return unknown(ex);
		}
	}

	private List<RedisServer> readCluster(RedisClusterConnection cluster) {
		List<RedisServer> servers = new ArrayList<>();
		@Nullable DataAccessException failure = null;
		for (RedisClusterNode node : cluster.clusterGetNodes()) {
			if (node.isMaster() && !node.isMarkedAsFail()) {
				try {
					cluster.ping(node);
					servers.add(readNode(cluster, node));
				}
				catch (DataAccessException ex) {
					failure = ex;
				}
			}
		}
		if (servers.isEmpty() && failure != null) {
			throw failure;
		}
		return servers.isEmpty() ? List.of(RedisServer.from(null)) : servers;
	}

	private RedisServer readNode(RedisClusterConnection cluster, RedisClusterNode node) {
		try {
			return RedisServer.from(cluster.serverCommands().info(node));
		}
		catch (DataAccessException ex) {
			return unknown(ex);
		}
	}

	private RedisServer unknown(DataAccessException failure) {
		logger.warn("Redis at {} answers, but not to INFO ({}); its version and settings are not checked",
				this.address.text(), reason(failure));
		return RedisServer.from(null);
	}

	static String reason(Throwable failure) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		String message = cause.getMessage();
		return (message != null) ? message : cause.getClass().getSimpleName();
	}

}
