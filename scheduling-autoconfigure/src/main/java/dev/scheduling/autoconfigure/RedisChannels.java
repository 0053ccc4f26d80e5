package dev.scheduling.autoconfigure;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.lettuce.core.protocol.CommandEncoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections of all our clients. The driver keeps a connection for as long as
 * the other side's kernel does, also if the server behind it is frozen or is no primary
 * any more. What is closed here the driver makes anew, to wherever the server is by then,
 * and sends again what was not answered; that is why all scripts may run twice. Safe for
 * use by several threads.
 */
final class RedisChannels {

	private static final Logger logger = LoggerFactory.getLogger(RedisChannels.class);

	private static final long QUIET_NANOS = Duration.ofSeconds(30).toNanos();

	private final Set<Channel> open = ConcurrentHashMap.newKeySet();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private volatile long lastLog = System.nanoTime() - QUIET_NANOS;

	/**
	 * Says whom to tell when a server was left.
	 * @param listener called on an event loop, must not block
	 */
	void onLeave(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * Watches a connection from its first byte on.
	 * @param channel the connection
	 * @param longestSilence how long the server may not answer
	 */
	void add(Channel channel, Duration longestSilence) {
		this.open.add(channel);
		channel.closeFuture().addListener((closed) -> this.open.remove(channel));
		RedisChannelWatch watch = new RedisChannelWatch(longestSilence, System::nanoTime, this::leaveSilent);
		ChannelHandlerContext encoder = channel.pipeline().context(CommandEncoder.class);
		if (encoder != null) {
			// Behind TLS, so that it sees what is said.
			channel.pipeline().addBefore(encoder.name(), null, watch);
		}
		else {
			channel.pipeline().addFirst(watch);
		}
	}

	private void leaveSilent(SocketAddress server, Duration silence) {
		long now = System.nanoTime();
		if (now - this.lastLog >= QUIET_NANOS) {
			this.lastLog = now;
			logger.info("Redis at {} has answered nothing for {} ms; the connections to it are made anew", server,
					silence.toMillis());
		}
		leave(server);
	}

	/**
	 * Closes the connections to a server.
	 * @param server its address
	 */
	void leave(SocketAddress server) {
		this.open.stream().filter((channel) -> isSame(server, channel.remoteAddress())).forEach(Channel::close);
		this.listeners.forEach(Runnable::run);
	}

	private static boolean isSame(SocketAddress server, SocketAddress other) {
		if (server instanceof InetSocketAddress left && other instanceof InetSocketAddress right
				&& left.getAddress() != null && right.getAddress() != null) {
			return left.getPort() == right.getPort() && left.getAddress().equals(right.getAddress());
		}
		return server.equals(other);
	}

}
