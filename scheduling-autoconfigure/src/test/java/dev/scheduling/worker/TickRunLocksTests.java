package dev.scheduling.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobId;
import dev.scheduling.lock.HeldLock;
import dev.scheduling.lock.InMemoryLockProvider;
import dev.scheduling.lock.RunLock;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskRun.Result;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.periodic.TickHeaders;
import dev.scheduling.store.memory.InMemoryPeriodicStore;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TickRunLocksTests {

	private static final Duration LEASE = Duration.ofSeconds(10);

	private final InMemoryLockProvider provider = new InMemoryLockProvider(Clock.systemUTC());

	private final InMemoryPeriodicStore store = new InMemoryPeriodicStore(Clock.systemUTC());

	private RunLock locks = new RunLock(this.provider, LEASE);

	private TickRunLocks tickLocks = create(LEASE);

	private TickRunLocks create(Duration lease) {
		return new TickRunLocks(this.locks, lease, new TickRunHistory("node-1", this.store), System::nanoTime,
				Executors.defaultThreadFactory());
	}

	@AfterEach
	void stop() {
		this.tickLocks.stop();
	}

	@Test
	void j24TickHoldsTheRunLockOfItsTaskWhileItRuns() throws Throwable {
		Object held = run((payload, context) -> this.locks.acquire("report").isEmpty(), tick());

		assertThat(held).isEqualTo(true);
		assertThat(this.locks.acquire("report")).isPresent();
	}

	@Test
	void j24TickThatFindsTheLockHeldWaitsForALeaseAndDoesNotRun() {
		HeldLock dead = this.locks.acquire("report").orElseThrow();

		assertThatExceptionOfType(JobPostponedException.class).isThrownBy(() -> run((payload, context) -> {
			throw new AssertionError("must not run");
		}, tick())).satisfies((ex) -> assertThat(ex.delay()).isEqualTo(LEASE));
		assertThat(dead.extend()).isTrue();
	}

	@Test
	void t6TickOfATaskWhoseRunsMayOverlapTakesNoLock() throws Throwable {
		assertThat(this.locks.acquire("report")).isPresent();
		JobContext context = tick();
		given(context.headers())
			.willReturn(new TickHeaders(Instant.ofEpochSecond(1), Trigger.SCHEDULE, true, 0).toMap());

		assertThat(run((payload, job) -> "ran", context)).isEqualTo("ran");
		assertThat(this.store.runs("report", 5)).hasSize(1);
	}

	@Test
	void failureOfTheCodeComesOutAsItWasThrownAndFreesTheLock() {
		assertThatIllegalStateException().isThrownBy(() -> run((payload, context) -> {
			throw new IllegalStateException("expected by the test");
		}, tick())).withMessage("expected by the test");
		assertThat(this.locks.acquire("report")).isPresent();
	}

	@Test
	void jobThatIsNoTickTakesNoLock() throws Throwable {
		JobContext job = mock();
		given(job.headers()).willReturn(Map.of());

		Object free = run((payload, context) -> this.locks.acquire("report").isPresent(), job);

		assertThat(free).isEqualTo(true);
	}

	@Test
	void t7LostRunLockStopsTheTickAndItsContextSaysSo() {
		this.tickLocks.stop();
		Duration lease = Duration.ofMillis(300);
		CountDownLatch started = new CountDownLatch(1);
		this.locks = new RunLock((configuration) -> Optional.of(new LockUntil(started)), lease);
		this.tickLocks = create(lease);
		AtomicBoolean cancelled = new AtomicBoolean();

		assertThatExceptionOfType(JobPostponedException.class).isThrownBy(() -> run((payload, context) -> {
			started.countDown();
			try {
				return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
			}
			finally {
				cancelled.set(context.isCancelled());
			}
		}, tick())).withMessage("task 'report' lost its run lock and was stopped");

		assertThat(cancelled).isTrue();
		assertThat(this.store.runs("report", 5)).extracting(TaskRun::result).containsExactly(Result.CANCELLED);
	}

	@Test
	void runsOfATickAreKeptWithThoseOfItsTask() throws Throwable {
		run((payload, context) -> "done", tick());
		assertThatIllegalStateException().isThrownBy(() -> run((payload, context) -> {
			throw new IllegalStateException("expected by the test");
		}, tick()));

		assertThat(this.store.runs("report", 5))
			.extracting(TaskRun::scheduledFor, TaskRun::trigger, TaskRun::node, TaskRun::result, TaskRun::error)
			.containsExactly(
					tuple(Instant.ofEpochSecond(1), Trigger.SCHEDULE, "node-1", Result.FAILED,
							"java.lang.IllegalStateException: expected by the test"),
					tuple(Instant.ofEpochSecond(1), Trigger.SCHEDULE, "node-1", Result.SUCCEEDED, null));
	}

	private Object run(JobBody body, JobContext context) throws Throwable {
		return this.tickLocks.guard(JobHandlerDefinition.of("write-report", null, body)).body().run(null, context);
	}

	private static JobContext tick() {
		JobContext context = mock();
		given(context.headers()).willReturn(Map.of(TickHeaders.SCHEDULED_FOR, "1000"));
		given(context.id()).willReturn(JobId.of("report~1000", JobId.DEFAULT_QUEUE));
		return context;
	}

	/** A lock that is extended until something has happened. */
	private record LockUntil(CountDownLatch happened) implements SimpleLock {

		@Override
		public Optional<SimpleLock> extend(Duration atMost, Duration atLeast) {
			return (this.happened.getCount() > 0) ? Optional.of(this) : Optional.empty();
		}

		@Override
		public void unlock() {
		}

	}

}
