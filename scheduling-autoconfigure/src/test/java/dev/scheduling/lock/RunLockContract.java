package dev.scheduling.lock;

import java.time.Duration;

import net.javacrumbs.shedlock.core.LockProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a run lock promises on any provider of ours (rules T6 and T7).
 */
abstract class RunLockContract {

	static final Duration LEASE = Duration.ofMillis(300);

	private final LockProvider provider = provider();

	private final RunLock locks = new RunLock(this.provider, LEASE);

	abstract LockProvider provider();

	@Test
	void t6HeldLockIsNotGivenToAnother() {
		this.locks.acquire("report");

		assertThat(this.locks.acquire("report")).isEmpty();
		assertThat(this.locks.acquire("other")).isPresent();
	}

	@Test
	void t7FreedLockIsFreeAtOnce() {
		HeldLock held = this.locks.acquire("report").orElseThrow();

		held.release();

		assertThat(this.locks.acquire("report")).isPresent();
	}

	@Test
	void t7ExtendedLockOutlivesItsLease() {
		HeldLock held = new RunLock(this.provider, Duration.ofSeconds(1)).acquire("report").orElseThrow();

		Awaitility.await().pollDelay(Duration.ofMillis(600)).until(held::extend);
		Awaitility.await().pollDelay(Duration.ofMillis(600)).until(held::extend);

		assertThat(this.locks.acquire("report")).isEmpty();
	}

	@Test
	void t7OldOwnerNeitherExtendsNorFreesTheLockOfTheNewOne() {
		HeldLock old = this.locks.acquire("report").orElseThrow();
		RunLock longer = new RunLock(this.provider, Duration.ofMinutes(1));
		Awaitility.await().until(() -> longer.acquire("report").isPresent());

		assertThat(old.extend()).isFalse();
		old.release();

		assertThat(this.locks.acquire("report")).isEmpty();
	}

	@Test
	void t7LapsedLockCannotBeExtendedEvenIfNobodyTookIt() {
		HeldLock old = this.locks.acquire("report").orElseThrow();
		Awaitility.await().until(() -> this.locks.acquire("report").map((taken) -> {
			taken.release();
			return true;
		}).orElse(false));

		assertThat(old.extend()).isFalse();
	}

}
