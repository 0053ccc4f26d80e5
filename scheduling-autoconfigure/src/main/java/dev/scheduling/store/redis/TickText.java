package dev.scheduling.store.redis;

import java.util.Map;
import java.util.stream.Collectors;

import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickCount;

/**
 * The form in which a claim goes to the scripts of all lanes.
 */
final class TickText {

	private TickText() {
	}

	static void write(ScriptCall call, TickClaim tick) {
		TickCount givenUp = tick.givenUp();
		call.with(tick.task())
			.with(tick.call())
			.with(tick.stamp())
			.with(tick.expectedMark().toEpochMilli())
			.with(tick.nominal().toEpochMilli())
			.with(tick.period().toMillis())
			.with(missed(tick.missed()))
			.with((givenUp != null) ? givenUp.key() : "")
			.with(tick.admission().name());
	}

	private static String missed(Map<TickCount, Long> missed) {
		return missed.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 0)
			.map((entry) -> entry.getKey().key() + "=" + entry.getValue())
			.collect(Collectors.joining(","));
	}

}
