package dev.scheduling.autoconfigure;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConverters;

/**
 * Hears from Sentinels that another server has become the primary, and leaves the former
 * one at once: it may be frozen, with connections that look alive. Does nothing where
 * there are no Sentinels.
 */
final class SentinelWatch implements SmartLifecycle {

	/**
	 * Just after the connection factories, also when a stopped application starts again.
	 */
	private static final int PHASE = 1;

	private static final Logger logger = LoggerFactory.getLogger(SentinelWatch.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Duration RETRY = Duration.ofSeconds(5);

	private static final String SWITCHED = "+switch-master";

	private final LettuceConnectionFactory connections;

	private final RedisChannels channels;

	private final List<StatefulRedisPubSubConnection<String, String>> subscriptions = new CopyOnWriteArrayList<>();

	private volatile boolean running;

	SentinelWatch(LettuceConnectionFactory connections, RedisChannels channels) {
		this.connections = connections;
		this.channels = channels;
	}

	@Override
	public void start() {
		this.running = true;
		RedisSentinelConfiguration sentinels = this.connections.getSentinelConfiguration();
		if (sentinels != null && this.connections.getNativeClient() instanceof RedisClient client) {
			RedisURI addresses = LettuceConverters.sentinelConfigurationToRedisURI(sentinels);
			addresses.getSentinels()
				.forEach((sentinel) -> subscribe(client, secured(sentinel), addresses.getSentinelMasterId()));
		}
	}

	private RedisURI secured(RedisURI sentinel) {
		LettuceClientConfiguration client = this.connections.getClientConfiguration();
		sentinel.setTimeout(TIMEOUT);
		sentinel.setSsl(client.isUseSsl());
		sentinel.setStartTls(client.isStartTls());
		sentinel.setVerifyPeer(client.getVerifyMode());
		return sentinel;
	}

	/** Once subscribed, the driver does so again after each reconnect. */
	private void subscribe(RedisClient client, RedisURI sentinel, String primary) {
		client.connectPubSubAsync(StringCodec.UTF8, sentinel).whenComplete((subscription, failure) -> {
			if (failure != null) {
				logger.debug("No subscription at Sentinel {} yet", sentinel, failure);
				client.getResources()
					.eventExecutorGroup()
					.schedule(() -> retry(client, sentinel, primary), RETRY.toMillis(), TimeUnit.MILLISECONDS);
				return;
			}
			this.subscriptions.add(subscription);
			subscription.addListener(new Switches(primary));
			subscription.async().subscribe(SWITCHED);
			if (!this.running) {
				subscription.closeAsync();
			}
		});
	}

	private void retry(RedisClient client, RedisURI sentinel, String primary) {
		if (this.running) {
			subscribe(client, sentinel, primary);
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.subscriptions.forEach(StatefulRedisPubSubConnection::closeAsync);
		this.subscriptions.clear();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * Name, former host and port, new host and port.
	 */
	private final class Switches extends RedisPubSubAdapter<String, String> {

		private final String primary;

		Switches(String primary) {
			this.primary = primary;
		}

		@Override
		public void message(String channel, String message) {
			String[] part = message.split(" ");
			if (part.length == 5 && part[0].equals(this.primary)) {
				logger.info("Redis: {}:{} is the primary now, {}:{} is left", part[3], part[4], part[1], part[2]);
				SentinelWatch.this.channels.leave(new InetSocketAddress(part[1], Integer.parseInt(part[2])));
			}
		}

	}

}
