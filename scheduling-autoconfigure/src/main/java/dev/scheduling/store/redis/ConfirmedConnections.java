package dev.scheduling.store.redis;

import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.scheduling.store.StoreUnavailableException;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Connections that follow each call by the question whether what was written is safe.
 * Redis answers that for the writes of the same connection and holds up all that is sent
 * behind it; so each connection serves one call at a time, and is over with the first
 * failure: a driver that reconnects would ask another server, which knows of no writes
 * and agrees. Safe for use by several threads.
 */
final class ConfirmedConnections implements ScriptConnections {

	private static final int MOST_IDLE = 8;

	/** A driver's own time-out is longer. */
	private static final long LONGEST_ANSWER = WriteConfirmation.LONGEST_WAIT.plusMillis(500).toMillis();

	private static final byte[] COUNTER = RedisKeys.bytes("confirmations");

	private final LettuceConnectionFactory connections;

	private final WriteConfirmation confirmation;

	private final Function<byte[], byte[]> counterKey;

	private final Deque<RedisConnection> idle = new ConcurrentLinkedDeque<>();

	/**
	 * Creates the pool.
	 * @param connections gives a connection of its own to each who asks, which does not
	 * reconnect and in a cluster follows no redirection
	 * @param confirmation what to ask for
	 * @param counterKey finds a hash beside a key, in the same slot
	 */
	ConfirmedConnections(LettuceConnectionFactory connections, WriteConfirmation confirmation,
			Function<byte[], byte[]> counterKey) {
		this.connections = connections;
		this.confirmation = confirmation;
		this.counterKey = counterKey;
	}

	@Override
	public <T> T call(byte[] key, Function<RedisConnection, T> call) {
		RedisConnection pooled = this.idle.poll();
		RedisConnection connection = (pooled != null) ? pooled : this.connections.getConnection();
		boolean reusable = false;
		try {
			T answer = call.apply(connection);
			boolean confirmed = isConfirmed(connection, key);
			reusable = true;
			if (!confirmed) {
				throw new NotConfirmedException(this.confirmation);
			}
			return answer;
		}
		finally {
			giveBack(connection, reusable);
		}
	}

	/**
	 * A call that was repeated may have written nothing, and Redis 7.2 would then wait
	 * for nothing: hence a write that always is one.
	 */
	@SuppressWarnings("unchecked")
	private boolean isConfirmed(RedisConnection connection, byte[] key) {
		var commands = (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
		byte[] counter = this.counterKey.apply(key);
		RedisFuture<Long> counted = commands.hincrby(counter, COUNTER, 1);
		RedisFuture<?> confirmed = commands.dispatch(this.confirmation.command(), this.confirmation.output(),
				this.confirmation.arguments(new RoutedArguments(counter)));
		LettuceFutures.awaitOrCancel(counted, LONGEST_ANSWER, TimeUnit.MILLISECONDS);
		Object answer = LettuceFutures.awaitOrCancel(confirmed, LONGEST_ANSWER, TimeUnit.MILLISECONDS);
		return answer != null && this.confirmation.isGivenBy(answer);
	}

	private void giveBack(RedisConnection connection, boolean reusable) {
		if (reusable && this.idle.size() < MOST_IDLE) {
			this.idle.push(connection);
			return;
		}
		connection.close();
		if (!reusable && this.connections.getNativeClient() instanceof RedisClusterClient cluster) {
			cluster.refreshPartitionsAsync(); // a redirection is a failure here
		}
	}

	/**
	 * It is stored, but not as safely as was asked for. Asked again, it may be.
	 */
	static final class NotConfirmedException extends StoreUnavailableException {

		NotConfirmedException(WriteConfirmation confirmation) {
			super("It is stored, but %s within %d ms".formatted(confirmation.failure(),
					WriteConfirmation.LONGEST_WAIT.toMillis()), null);
		}

	}

	/** Has no key, but goes where a key would. */
	private static final class RoutedArguments extends CommandArgs<byte[], byte[]> {

		private final byte[] key;

		RoutedArguments(byte[] key) {
			super(ByteArrayCodec.INSTANCE);
			this.key = key;
		}

		@Override
		public ByteBuffer getFirstEncodedKey() {
			return ByteBuffer.wrap(this.key);
		}

	}

}
