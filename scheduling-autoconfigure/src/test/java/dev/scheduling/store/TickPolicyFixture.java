package dev.scheduling.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskRun.Result;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.store.ClaimResult.Won;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the contracts of policies say in their own words. They have one task, of which one
 * tick is due.
 */
public abstract class TickPolicyFixture extends PeriodicStoreFixture {

	@BeforeEach
	void prepare() {
		register("report", "a");
		advance(SECOND);
	}

	protected final TaskControlStore controls() {
		return stores().taskControls();
	}

	protected final long won(String call, int expected, int nominal, TickAdmission admission) {
		return ((Won) claim("one", tick(call, expected, nominal, admission))).token();
	}

	protected final FinishResult end(long token) {
		return finish(token, TickCount.RUN, Result.SUCCEEDED, 0);
	}

	protected final FinishResult finish(long token, TickCount count, Result result, int pauseAfterFailures) {
		TaskRun record = new TaskRun("report", START, Trigger.SCHEDULE, START, START, "one", token, result,
				(result == Result.FAILED) ? "java.io.IOException: a | b" : null);
		return store().finish(List.of(new FinishedRun(new RunKey("report", token), count, record, pauseAfterFailures)));
	}

	protected final List<WaitingRun> take(String node, String call) {
		return store().takeWaiting(node, LEASE, call, List.of("report"));
	}

	protected static TickClaim tick(String call, int expected, int nominal, TickAdmission admission) {
		return new TickClaim("report", call, "a", at(expected), at(nominal), SECOND,
				Map.of(TickCount.MISSED_COALESCED, nominal - expected - 1L), null, admission);
	}

	protected static Instant at(int second) {
		return START.plus(Duration.ofSeconds(second));
	}

}
