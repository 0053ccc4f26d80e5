package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.Optional;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.EpollProvider;
import io.lettuce.core.resource.IOUringProvider;

import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

/**
 * The application's client configuration with tighter limits: whoever waits for Redis
 * gets an answer or an exception within two seconds, and a dead connection is noticed.
 * <p>
 * Commands are accepted while the connection is being restored, so that a short cut is
 * not seen at all; the time-out and the bounded queue keep a long one from piling up.
 * Reads go to the primary: a replica may not know yet what was just written.
 */
final class LimitedClientConfiguration implements LettuceClientConfiguration {

	static final String CLIENT_NAME = "scheduling";

	/** Half a time-out: what is sent again on a new connection can still be answered. */
	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

	private static final int REQUEST_QUEUE_SIZE = 10_000;

	private static final Duration TCP_USER_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration REFRESH = Duration.ofMillis(500);

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

	private final LettuceClientConfiguration application;

	private final ClientLimits limits;

	private final ClientOptions options;

	private final Optional<ClientResources> resources;

	/**
	 * Creates the configuration.
	 * @param application the application's
	 * @param resources the threads and timers of the application's client, which are
	 * shared, or empty if there are none yet
	 * @param limits how long anything may take
	 * @param cluster whether it is for a Redis Cluster
	 * @param channels watch the connections
	 */
	LimitedClientConfiguration(LettuceClientConfiguration application, Optional<ClientResources> resources,
			ClientLimits limits, boolean cluster, RedisChannels channels) {
		this.resources = resources
			.map((shared) -> new QuickReconnectResources(shared, (channel) -> channels.add(channel, longestSilence())));
		this.application = application;
		this.limits = limits;
		ClientOptions base = application.getClientOptions().orElseGet(ClientOptions::create);
		this.options = builder(base, cluster, limits).autoReconnect(limits.reconnecting())
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.DEFAULT)
			.requestQueueSize(REQUEST_QUEUE_SIZE)
			.timeoutOptions(TimeoutOptions.enabled())
			.socketOptions(limited(base.getSocketOptions(), limits))
			.build();
	}

	/**
	 * In a cluster a client learns of moved slots and new primaries as soon as a command
	 * or a connection shows that something has changed.
	 */
	private static ClientOptions.Builder builder(ClientOptions base, boolean cluster, ClientLimits limits) {
		if (!cluster) {
			return base.mutate();
		}
		ClusterClientOptions.Builder builder = (base instanceof ClusterClientOptions options) ? options.mutate()
				: ClusterClientOptions.builder(base);
		if (!limits.reconnecting()) {
			builder.maxRedirects(0); // the other node would be asked on another
										// connection
		}
		return builder.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
			.enableAllAdaptiveRefreshTriggers()
			.adaptiveRefreshTriggersTimeout(REFRESH)
			.refreshTriggersReconnectAttempts(1)
			.build());
	}

	private static SocketOptions limited(SocketOptions base, ClientLimits limits) {
		return base.mutate()
			.connectTimeout(limits.connectTimeout(base.getConnectTimeout()))
			.keepAlive(KeepAliveOptions.builder().enable().idle(KEEP_ALIVE).interval(KEEP_ALIVE).count(3).build())
			.tcpUserTimeout(TcpUserTimeoutOptions.builder()
				.tcpUserTimeout(TCP_USER_TIMEOUT)
				.enable(EpollProvider.isAvailable() || IOUringProvider.isAvailable())
				.build())
			.build();
	}

	private Duration longestSilence() {
		return this.limits.blocking() ? this.limits.timeout() : LONGEST_SILENCE;
	}

	@Override
	public Duration getCommandTimeout() {
		return this.limits.commandTimeout(this.application.getCommandTimeout());
	}

	@Override
	public Optional<ClientOptions> getClientOptions() {
		return Optional.of(this.options);
	}

	@Override
	public Optional<String> getClientName() {
		return Optional.of(CLIENT_NAME);
	}

	@Override
	public Optional<ReadFrom> getReadFrom() {
		return Optional.empty();
	}

	@Override
	public boolean isUseSsl() {
		return this.application.isUseSsl();
	}

	@Override
	public boolean isVerifyPeer() {
		return getVerifyMode() != SslVerifyMode.NONE;
	}

	@Override
	public SslVerifyMode getVerifyMode() {
		return this.application.getVerifyMode();
	}

	@Override
	public boolean isStartTls() {
		return this.application.isStartTls();
	}

	@Override
	public Optional<ClientResources> getClientResources() {
		return this.resources;
	}

	@Override
	public Optional<RedisCredentialsProviderFactory> getRedisCredentialsProviderFactory() {
		return this.application.getRedisCredentialsProviderFactory();
	}

	@Override
	public Duration getShutdownTimeout() {
		return this.application.getShutdownTimeout();
	}

	@Override
	public Duration getShutdownQuietPeriod() {
		return this.application.getShutdownQuietPeriod();
	}

}
