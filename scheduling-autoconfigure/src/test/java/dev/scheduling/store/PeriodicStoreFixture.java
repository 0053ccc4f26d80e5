package dev.scheduling.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.ClaimResult.Won;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the contracts of the store of ticks say in their own words.
 */
public abstract class PeriodicStoreFixture extends StoreFixture {

	protected static final Duration LEASE = Duration.ofSeconds(10);

	protected final PeriodicStore store() {
		return stores().periodic();
	}

	protected Instant register(String task, String stamp) {
		return store().register(List.of(new TaskStamp(task, stamp))).get(0);
	}

	protected ClaimResult claim(String node, TickClaim tick) {
		return store().claim(node, LEASE, List.of(tick)).get(0);
	}

	protected ClaimResult trigger(String node, String call, TickAdmission admission) {
		return store().trigger(node, LEASE, new TriggerClaim("report", call, admission, null));
	}

	protected long wonToken(String call, int expected, int nominal) {
		return ((Won) claim("one", tick(call, expected, nominal))).token();
	}

	protected TickClaim tick(String call, int expected, int nominal) {
		return tickOf("report", call, expected, nominal);
	}

	protected TickClaim tickOf(String task, String call, int expected, int nominal) {
		return new TickClaim(task, call, "a", START.plusSeconds(expected), START.plusSeconds(nominal), SECOND,
				Map.of(TickCount.MISSED_COALESCED, nominal - expected - 1L), null, TickAdmission.SKIP);
	}

	protected boolean finish(long token, TickCount count) {
		Instant nominal = ledger().mark();
		assertThat(nominal).isNotNull();
		TaskRun record = new TaskRun("report", nominal, TaskRun.Trigger.SCHEDULE, nominal, nominal, "one", token,
				TaskRun.Result.FAILED, "java.io.IOException: a | b");
		return store().finish(List.of(new FinishedRun(new RunKey("report", token), count, record, 0)))
			.refused()
			.isEmpty();
	}

	protected TickLedger ledger() {
		return store().ledger("report");
	}

	protected long count(TickCount reason) {
		return ledger().counts().getOrDefault(reason, 0L);
	}

}
