package dev.scheduling.store.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The keys and arguments of one call of a script. Not safe for use by several threads.
 */
final class ScriptCall {

	private final List<byte[]> keysAndArguments;

	private final int keys;

	ScriptCall(byte[]... keys) {
		this.keysAndArguments = new ArrayList<>(Arrays.asList(keys));
		this.keys = keys.length;
	}

	ScriptCall with(String argument) {
		return with(RedisKeys.bytes(argument));
	}

	ScriptCall with(long argument) {
		return with(Long.toString(argument));
	}

	ScriptCall with(byte[] argument) {
		this.keysAndArguments.add(argument);
		return this;
	}

	List<Object> run(RedisScripts scripts, RedisScript script) {
		return scripts.run(script, this.keys, this.keysAndArguments.toArray(byte[][]::new));
	}

}
