package dev.scheduling.autoconfigure;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Notices on one connection that the server answers nothing, or has become a replica.
 * Only a server that was asked something can be silent, so an idle connection costs
 * nothing. Runs on the connection's event loop.
 */
final class RedisChannelWatch extends ChannelDuplexHandler {

	private static final int ERROR = '-';

	private static final int LONGEST_ERROR = 300;

	private static final String NO_PRIMARY = "READONLY";

	/** A replica that is the only server there is must not be called in a circle. */
	private static final long SHORTEST_LIFE = TimeUnit.SECONDS.toNanos(1);

	private final Duration longestSilence;

	private final LongSupplier nanoTime;

	private final BiConsumer<SocketAddress, Duration> onSilence;

	private long activeSince;

	private long askedAt;

	private boolean asked;

	private boolean checking;

	RedisChannelWatch(Duration longestSilence, LongSupplier nanoTime, BiConsumer<SocketAddress, Duration> onSilence) {
		this.longestSilence = longestSilence;
		this.nanoTime = nanoTime;
		this.onSilence = onSilence;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.activeSince = this.nanoTime.getAsLong();
		context.fireChannelActive();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (!this.asked) {
			this.asked = true;
			this.askedAt = this.nanoTime.getAsLong();
			checkIn(context, this.longestSilence.toNanos());
		}
		context.write(message, promise);
	}

	private void checkIn(ChannelHandlerContext context, long nanos) {
		if (!this.checking) {
			this.checking = true;
			context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
		}
	}

	private void check(ChannelHandlerContext context) {
		this.checking = false;
		if (!this.asked || !context.channel().isActive()) {
			return;
		}
		long left = this.longestSilence.toNanos() - (this.nanoTime.getAsLong() - this.askedAt);
		if (left > 0) {
			checkIn(context, left);
		}
		else {
			this.onSilence.accept(context.channel().remoteAddress(), this.longestSilence);
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.asked = false;
		boolean leave = message instanceof ByteBuf bytes && isFromReplica(bytes)
				&& this.nanoTime.getAsLong() - this.activeSince > SHORTEST_LIFE;
		context.fireChannelRead(message);
		if (leave) {
			context.close();
		}
	}

	private static boolean isFromReplica(ByteBuf bytes) {
		return bytes.isReadable() && bytes.getByte(bytes.readerIndex()) == ERROR
				&& bytes
					.toString(bytes.readerIndex(), Math.min(LONGEST_ERROR, bytes.readableBytes()),
							StandardCharsets.US_ASCII)
					.contains(NO_PRIMARY);
	}

}
