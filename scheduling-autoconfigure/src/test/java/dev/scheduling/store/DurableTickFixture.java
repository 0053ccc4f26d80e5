package dev.scheduling.store;

import java.time.Instant;

import dev.scheduling.job.JobId;

/**
 * What the contracts of the ticks of durable tasks say in their own words.
 */
public abstract class DurableTickFixture extends JobStoreFixture {

	protected static final String TASK = "report";

	protected final DurableTickStore ticks() {
		return stores().ticks();
	}

	protected static JobId job(int nominal) {
		return JobId.ofTick(TASK, at(nominal), QUEUE);
	}

	protected static Instant at(int second) {
		return START.plusSeconds(second);
	}

	protected final TickLedger ledger() {
		return ticks().ledger(QUEUE, TASK);
	}

	protected final long count(TickCount reason) {
		return ledger().counts().getOrDefault(reason, 0L);
	}

}
