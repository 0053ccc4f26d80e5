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

	static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(2);

	static final String CLIENT_NAME = "scheduling";

	private static final int REQUEST_QUEUE_SIZE = 10_000;

	private static final Duration TCP_USER_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

	private final LettuceClientConfiguration application;

	private final Duration longest;

	private final ClientOptions options;

	private final Optional<ClientResources> resources;

	/**
	 * Creates the configuration.
	 * @param application the application's
	 * @param resources the threads and timers of the application's client, which are
	 * shared, or empty if there are none yet
	 * @param longest the longest time that a command may take; above
	 * {@link #LONGEST_TIMEOUT} it is for commands that block, and replaces the
	 * application's
	 */
	LimitedClientConfiguration(LettuceClientConfiguration application, Optional<ClientResources> resources,
			Duration longest) {
		this.resources = resources.map(QuickReconnectResources::new);
		this.application = application;
		this.longest = longest;
		ClientOptions base = application.getClientOptions().orElseGet(ClientOptions::create);
		this.options = base.mutate()
			.autoReconnect(true)
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.DEFAULT)
			.requestQueueSize(REQUEST_QUEUE_SIZE)
			.timeoutOptions(TimeoutOptions.enabled())
			.socketOptions(limited(base.getSocketOptions()))
			.build();
	}

	private static SocketOptions limited(SocketOptions base) {
		return base.mutate()
			.connectTimeout(shorter(base.getConnectTimeout()))
			.keepAlive(KeepAliveOptions.builder().enable().idle(KEEP_ALIVE).interval(KEEP_ALIVE).count(3).build())
			.tcpUserTimeout(TcpUserTimeoutOptions.builder()
				.tcpUserTimeout(TCP_USER_TIMEOUT)
				.enable(EpollProvider.isAvailable() || IOUringProvider.isAvailable())
				.build())
			.build();
	}

	private static Duration shorter(Duration timeout) {
		boolean limits = !timeout.isZero() && timeout.compareTo(LONGEST_TIMEOUT) < 0;
		return limits ? timeout : LONGEST_TIMEOUT;
	}

	@Override
	public Duration getCommandTimeout() {
		boolean blocking = this.longest.compareTo(LONGEST_TIMEOUT) > 0;
		Duration limited = shorter(this.application.getCommandTimeout());
		return (blocking || limited.compareTo(this.longest) > 0) ? this.longest : limited;
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
