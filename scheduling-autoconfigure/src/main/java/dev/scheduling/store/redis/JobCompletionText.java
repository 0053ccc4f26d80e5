package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.Failed;
import dev.scheduling.store.JobCompletion.HandedBack;
import dev.scheduling.store.JobCompletion.Parked;
import dev.scheduling.store.JobCompletion.Succeeded;

/**
 * Adds a completion to a call: key, token, kind, milliseconds, bytes.
 */
final class JobCompletionText {

	private static final byte[] NOTHING = {};

	private JobCompletionText() {
	}

	static void write(JobCompletion completion, ScriptCall call) {
		call.with(completion.lease().id().key()).with(completion.lease().token());
		if (completion instanceof Succeeded succeeded) {
			byte[] result = succeeded.result();
			if (result == null || succeeded.retention().isZero()) {
				write(call, "succeeded", succeeded.retention(), NOTHING);
			}
			else {
				write(call, "succeeded-with", succeeded.retention(), result);
			}
		}
		else if (completion instanceof Failed failed) {
			write(call, "failed", failed.delay(), RedisKeys.bytes(failed.error()));
		}
		else if (completion instanceof Died died) {
			write(call, "died", died.retention(), RedisKeys.bytes(died.error()));
		}
		else if (completion instanceof Parked parked) {
			write(call, "parked", parked.retention(),
					RedisKeys.bytes(parked.handler() + '|' + parked.fingerprint() + '|' + parked.reason()));
		}
		else if (completion instanceof HandedBack handedBack) {
			write(call, "handed-back", handedBack.delay(), NOTHING);
		}
	}

	private static void write(ScriptCall call, String kind, Duration time, byte[] bytes) {
		call.with(kind).with(RedisTimes.atLeast(time)).with(bytes);
	}

}
