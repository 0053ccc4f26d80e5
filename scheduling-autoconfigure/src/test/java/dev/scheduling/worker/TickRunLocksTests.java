package dev.scheduling.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobId;
import dev.scheduling.lock.HeldLock;
import dev.scheduling.lock.InMemoryLockProvider;
import dev.scheduling.lock.RunLock;
import dev.scheduling.queue.JobEnvelope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TickRunLocksTests {

	private static final Duration LEASE = Duration.ofSeconds(10);

	private final RunLock locks = new RunLock(new InMemoryLockProvider(Clock.systemUTC()), LEASE);

	private final TickRunLocks tickLocks = new TickRunLocks(this.locks, LEASE, System::nanoTime,
			Executors.defaultThreadFactory());

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

	private Object run(JobBody body, JobContext context) throws Throwable {
		return this.tickLocks.guard(JobHandlerDefinition.of("write-report", null, body)).body().run(null, context);
	}

	private static JobContext tick() {
		JobContext context = mock();
		given(context.headers()).willReturn(Map.of(JobEnvelope.SCHEDULED_FOR, "1000"));
		given(context.id()).willReturn(JobId.of("report~1000", JobId.DEFAULT_QUEUE));
		return context;
	}

}
