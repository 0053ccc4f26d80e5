package dev.scheduling.store.redis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.scheduling.store.RenewedRuns;
import dev.scheduling.store.RunKey;

/**
 * Reads the answer to a renewal: Redis' time, then flags for each run.
 */
final class RenewAnswer {

	private static final int HELD = 1;

	private static final int CANCELLED = 2;

	private static final int UNLOCKED = 4;

	private RenewAnswer() {
	}

	static RenewedRuns read(List<RunKey> runs, List<Object> answer) {
		Set<RunKey> lost = new HashSet<>();
		Set<RunKey> cancelled = new HashSet<>();
		Set<RunKey> unlocked = new HashSet<>();
		for (int i = 0; i < runs.size(); i++) {
			int flags = ((Long) answer.get(i + 1)).intValue();
			if ((flags & HELD) == 0) {
				lost.add(runs.get(i));
			}
			if ((flags & CANCELLED) != 0) {
				cancelled.add(runs.get(i));
			}
			if ((flags & UNLOCKED) != 0) {
				unlocked.add(runs.get(i));
			}
		}
		return new RenewedRuns(lost, cancelled, unlocked);
	}

}
