package dev.scheduling.store.redis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.FinishResult;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.RunKey;
import dev.scheduling.store.FailurePause;

/**
 * The form in which the ends of runs go to their script, and that of its answer.
 */
final class FinishText {

	private static final int HELD = 1;

	private static final int WAITING = 2;

	private static final int PAUSED = 4;

	private FinishText() {
	}

	static void write(ScriptCall call, FinishedRun run) {
		TaskRun record = run.record();
		call.with(run.key().task())
			.with(run.key().token())
			.with(run.count().key())
			.with((record != null) ? TaskRunText.write(record) : "")
			.with((record != null) ? verdict(record) : "")
			.with(run.pauseAfterFailures())
			.with((record != null) ? FailurePause.reason(run.pauseAfterFailures(), record.error()) : "");
	}

	/** A run that was stopped says nothing about its code. */
	private static String verdict(TaskRun run) {
		return switch (run.result()) {
			case SUCCEEDED -> "ok";
			case FAILED -> "failed";
			case CANCELLED -> "";
		};
	}

	static FinishResult read(List<FinishedRun> runs, List<Object> answer) {
		Set<RunKey> refused = new HashSet<>();
		Set<String> waiting = new HashSet<>();
		Set<String> paused = new HashSet<>();
		for (int i = 0; i < runs.size(); i++) {
			RunKey run = runs.get(i).key();
			int flags = ((Long) answer.get(i + 1)).intValue();
			if ((flags & HELD) == 0) {
				refused.add(run);
			}
			if ((flags & WAITING) != 0) {
				waiting.add(run.task());
			}
			if ((flags & PAUSED) != 0) {
				paused.add(run.task());
			}
		}
		return new FinishResult(refused, waiting, paused);
	}

}
