package dev.scheduling.store.redis;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;

/**
 * Asks for the ledger of a task and reads the answer, the same in every lane.
 */
final class LedgerAnswer {

	private static final int COUNTS = 4;

	private LedgerAnswer() {
	}

	static ScriptCall ask(ScriptCall call, String task) {
		call.with(task);
		for (TickCount reason : TickCount.values()) {
			call.with(reason.key());
		}
		return call;
	}

	static TickLedger read(List<Object> answer) {
		long mark = (Long) answer.get(1);
		Map<TickCount, Long> counts = new EnumMap<>(TickCount.class);
		for (TickCount reason : TickCount.values()) {
			counts.put(reason, (Long) answer.get(COUNTS + reason.ordinal()));
		}
		return new TickLedger((mark >= 0) ? Instant.ofEpochMilli(mark) : null, number(answer, 2), number(answer, 3),
				counts);
	}

	private static int number(List<Object> answer, int index) {
		return ((Long) answer.get(index)).intValue();
	}

}
