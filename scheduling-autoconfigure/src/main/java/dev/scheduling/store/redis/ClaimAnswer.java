package dev.scheduling.store.redis;

import java.time.Instant;

import dev.scheduling.job.JobId;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.TickCount;

/**
 * Reads the answer of the scripts that claim: a word, then its values, parted by bars.
 */
final class ClaimAnswer {

	private ClaimAnswer() {
	}

	/**
	 * Reads the answer to the claim of a durable task's tick.
	 * @param answer the answer
	 * @param job the job that the tick becomes if it is admitted
	 * @return what came of the claim
	 */
	static ClaimResult read(Object answer, JobId job) {
		String[] part = RedisKeys.text(answer).split("\\|", -1);
		return part[0].equals("enqueued") ? new ClaimResult.Enqueued(instant(part[1]), job) : read(answer);
	}

	static ClaimResult read(Object answer) {
		String[] part = RedisKeys.text(answer).split("\\|", -1);
		return switch (part[0]) {
			case "won" -> new ClaimResult.Won(instant(part[1]), Long.parseLong(part[2]), instant(part[3]));
			case "skipped" -> new ClaimResult.Skipped(instant(part[1]), TickCount.of(part[2]));
			case "buffered" -> new ClaimResult.Buffered(instant(part[1]));
			case "busy" -> new ClaimResult.Busy();
			case "repeated" -> new ClaimResult.Repeated(instant(part[1]), Long.parseLong(part[2]));
			case "moved" -> new ClaimResult.Moved(instant(part[1]));
			case "pulled" -> new ClaimResult.PulledBack(instant(part[1]));
			case "seeded" -> new ClaimResult.Seeded(instant(part[1]));
			case "early" -> new ClaimResult.Early();
			case "changed" -> new ClaimResult.Changed(part[1]);
			default -> throw new IllegalStateException("Unknown answer '%s' to a claim".formatted(part[0]));
		};
	}

	private static Instant instant(String millis) {
		return Instant.ofEpochMilli(Long.parseLong(millis));
	}

}
