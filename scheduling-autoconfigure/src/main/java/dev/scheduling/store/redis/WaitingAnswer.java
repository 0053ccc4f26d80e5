package dev.scheduling.store.redis;

import java.time.Instant;

import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.store.WaitingRun;

/**
 * Reads what a script says of a run that waited and starts: its values parted by bars.
 */
final class WaitingAnswer {

	private WaitingAnswer() {
	}

	static WaitingRun read(Object answer) {
		String[] part = RedisKeys.text(answer).split("\\|", -1);
		return new WaitingRun(part[0], trigger(part[1]), instant(part[2]), Long.parseLong(part[3]), instant(part[4]));
	}

	private static Trigger trigger(String type) {
		return switch (type) {
			case "a" -> Trigger.SCHEDULE;
			case "b" -> Trigger.MANUAL;
			case "c" -> Trigger.BACKFILL;
			default -> throw new IllegalStateException("Unknown class '%s' of a waiting run".formatted(type));
		};
	}

	private static Instant instant(String millis) {
		return Instant.ofEpochMilli(Long.parseLong(millis));
	}

}
