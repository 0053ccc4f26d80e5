package dev.scheduling.tick;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.lock.InMemoryLockProvider;
import dev.scheduling.periodic.TaskBody;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskRun.Result;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.memory.InMemoryPeriodicStore;
import dev.scheduling.testing.MutableClock;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule T19: what a stop does to runs.
 */
class TickShutdownTests {

	private final MutableClock clock = new MutableClock("2026-03-01T12:00:00Z");

	private final InMemoryPeriodicStore store = new InMemoryPeriodicStore(this.clock);

	private final InMemoryLockProvider locks = new InMemoryLockProvider(this.clock);

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch mayEnd = new CountDownLatch(1);

	private final List<String> events = new CopyOnWriteArrayList<>();

	private final TaskBody waits = (context) -> {
		this.started.countDown();
		try {
			this.mayEnd.await(1, TimeUnit.MINUTES);
			this.events.add("ended");
		}
		catch (InterruptedException ex) {
			this.events.add(context.isCancelled() ? "interrupted and told" : "interrupted");
			throw ex;
		}
		return null;
	};

	private final TestNode node = new TestNode("a", this.store, this.locks,
			new InProcessExecutor("test-", 4, 1000, virtualThreads(), "test.capacity"),
			RecordedRuns.everySecond("report", this.waits));

	/** On which threads ticks run (rule T15). */
	boolean virtualThreads() {
		return false;
	}

	@AfterEach
	void end() {
		this.mayEnd.countDown();
	}

	@Test
	void t19RunThatEndsWithinTheBudgetIsNotInterrupted() throws InterruptedException {
		startRun();

		this.node.stopTicks();
		Thread stop = stopInBackground(Duration.ofMinutes(1));
		this.mayEnd.countDown();
		stop.join();

		assertThat(this.events).containsExactly("ended");
		assertThat(this.store.ledger("report").counts()).containsEntry(TickCount.RUN, 1L);
	}

	@Test
	void t19RunThatOutlastsTheBudgetIsToldInterruptedAndRecorded() throws InterruptedException {
		startRun();

		this.node.stopTicks();
		this.node.stopRuns(Duration.ZERO);

		assertThat(this.events).containsExactly("interrupted and told");
		assertThat(this.store.runs("report", 1)).extracting(TaskRun::result).containsExactly(Result.CANCELLED);
		assertThat(this.locks
			.lock(new LockConfiguration(ClockProvider.now(), "report", Duration.ofMinutes(1), Duration.ZERO)))
			.isPresent();
	}

	@Test
	void t19NoTickFiresAfterTheStopHasBegun() throws InterruptedException {
		startRun();

		this.node.stopTicks();
		this.mayEnd.countDown();
		Awaitility.await().until(() -> this.store.ledger("report").running() == 0);
		this.clock.advance(Duration.ofSeconds(10));
		this.node.fire();

		assertThat(this.store.ledger("report").accounted()).isEqualTo(1);
		this.node.stopRuns(Duration.ZERO);
	}

	private void startRun() throws InterruptedException {
		this.clock.advance(Duration.ofSeconds(1));
		this.node.fire();
		assertThat(this.started.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private Thread stopInBackground(Duration budget) {
		Thread stop = new Thread(() -> this.node.stopRuns(budget));
		stop.start();
		return stop;
	}

}
