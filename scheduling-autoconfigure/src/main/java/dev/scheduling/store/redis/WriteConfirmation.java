package dev.scheduling.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;

/**
 * What must have become of a write before its caller is told that it is stored.
 */
public enum WriteConfirmation {

	/**
	 * A replica has it in memory.
	 */
	REPLICATED("no replica has confirmed it"),

	/**
	 * The primary has it on disk. Redis 7.2 or later, with an append-only file.
	 */
	FSYNCED("the append-only file was not synced");

	static final Duration LONGEST_WAIT = Duration.ofMillis(500);

	private final String failure;

	WriteConfirmation(String failure) {
		this.failure = failure;
	}

	/** What is not so, after the wait was in vain. */
	String failure() {
		return this.failure;
	}

	ProtocolKeyword command() {
		return (this == REPLICATED) ? CommandType.WAIT : WaitAof.WAITAOF;
	}

	/** How many have confirmed, or a list whose first element says so. */
	CommandOutput<byte[], byte[], ?> output() {
		return (this == REPLICATED) ? new IntegerOutput<>(ByteArrayCodec.INSTANCE)
				: new ArrayOutput<>(ByteArrayCodec.INSTANCE);
	}

	CommandArgs<byte[], byte[]> arguments(CommandArgs<byte[], byte[]> empty) {
		empty.add(1);
		if (this == FSYNCED) {
			empty.add(0);
		}
		return empty.add(LONGEST_WAIT.toMillis());
	}

	boolean isGivenBy(Object answer) {
		Object count = (answer instanceof List<?> counts) ? counts.get(0) : answer;
		return count instanceof Long confirmed && confirmed >= 1;
	}

	/** The driver does not know the command. */
	private enum WaitAof implements ProtocolKeyword {

		WAITAOF;

		@Override
		public byte[] getBytes() {
			return name().getBytes(StandardCharsets.US_ASCII);
		}

	}

}
