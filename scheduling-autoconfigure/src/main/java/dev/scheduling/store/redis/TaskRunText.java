package dev.scheduling.store.redis;

import java.time.Instant;

import dev.scheduling.periodic.TaskRun;

/**
 * The stored form of a run: its values parted by bars, the error last because it may hold
 * any character.
 */
final class TaskRunText {

	private static final int PARTS = 8;

	private TaskRunText() {
	}

	static String write(TaskRun run) {
		return String.join("|", millis(run.scheduledFor()), run.trigger().name(), millis(run.startedAt()),
				millis(run.endedAt()), run.node(), Long.toString(run.fencingToken()), run.result().name(),
				(run.error() != null) ? run.error() : "");
	}

	static TaskRun read(String task, String text) {
		String[] part = text.split("\\|", PARTS);
		return new TaskRun(task, instant(part[0]), TaskRun.Trigger.valueOf(part[1]), instant(part[2]), instant(part[3]),
				part[4], Long.parseLong(part[5]), TaskRun.Result.valueOf(part[6]), part[7].isEmpty() ? null : part[7]);
	}

	private static String millis(Instant instant) {
		return Long.toString(instant.toEpochMilli());
	}

	private static Instant instant(String millis) {
		return Instant.ofEpochMilli(Long.parseLong(millis));
	}

}
