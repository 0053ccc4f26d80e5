package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.lock.InMemoryLockProvider;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.memory.InMemoryPeriodicStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ticks that wait in this process for a thread. In real time, as claims are renewed by
 * it.
 */
class TickWaitTests {

	private static final Duration LEASE = Duration.ofMillis(600);

	private final Clock clock = Clock.systemUTC();

	private final InMemoryPeriodicStore store = new InMemoryPeriodicStore(this.clock);

	private final RecordedRuns runs = new RecordedRuns();

	private final CountDownLatch latch = new CountDownLatch(1);

	/** On which threads ticks run (rule T15). */
	boolean virtualThreads() {
		return false;
	}

	@Test
	void t5TickThatWaitsForAThreadLongerThanALeaseIsNotLost() {
		InProcessExecutor oneThread = new InProcessExecutor("one-", 1, 10, virtualThreads(), "test.capacity");
		PeriodicTask[] tasks = { blocking("first"), blocking("second") };
		try (TestNode node = new TestNode("a", LEASE, this.store, new InMemoryLockProvider(this.clock), oneThread,
				tasks)) {
			Awaitility.await().until(() -> {
				node.fire();
				return this.store.ledger("first").running() + this.store.ledger("second").running() == 2;
			});
			Instant waitedEnough = this.clock.instant().plus(LEASE.multipliedBy(3));
			Awaitility.await().until(() -> {
				node.fire();
				return this.clock.instant().isAfter(waitedEnough);
			});
			this.latch.countDown();
			Awaitility.await().until(() -> oneThread.taken() == 0);

			assertThat(this.runs.nominalTimes()).hasSize(2);
			for (PeriodicTask task : tasks) {
				assertThat(this.store.ledger(task.name()).counts()).containsEntry(TickCount.LOST_CRASH, 0L)
					.containsEntry(TickCount.SKIPPED_LATE, 0L);
			}
		}
	}

	private PeriodicTask blocking(String name) {
		return RecordedRuns.everySecond(name, (context) -> {
			this.runs.run(context);
			return this.latch.await(1, TimeUnit.MINUTES);
		});
	}

}
