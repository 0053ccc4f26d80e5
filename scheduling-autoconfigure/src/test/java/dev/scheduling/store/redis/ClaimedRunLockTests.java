package dev.scheduling.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.ClaimResult.Busy;
import dev.scheduling.store.ClaimResult.Buffered;
import dev.scheduling.store.ClaimResult.Early;
import dev.scheduling.store.ClaimResult.Skipped;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.PeriodicStoreFixture;
import dev.scheduling.store.RenewedRuns;
import dev.scheduling.store.RunKey;
import dev.scheduling.store.StoresUnderTest;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickCount;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Run locks that come with the claim, seen by another user of ShedLock (rule T7).
 */
class ClaimedRunLockTests extends PeriodicStoreFixture {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	private RedisLockProvider shedLock;

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

	@BeforeEach
	void prepare() {
		this.shedLock = new RedisLockProvider.Builder(redis.connections())
			.keyPrefix(RedisPeriodicStore.lockPrefix(RedisJobFixture.NAMESPACE))
			.environment(RedisPeriodicStore.LOCK_ENVIRONMENT)
			.safeUpdate(true)
			.build();
		register("report", "a");
		advance(SECOND);
	}

	@Test
	void t7ClaimTakesTheLockAndTheEndFreesIt() {
		long token = wonToken("c1", 0, 1);

		assertThat(lockOutside()).isEmpty();
		assertThat(finish(token, TickCount.RUN)).isTrue();
		assertThat(lockOutside()).isPresent();
	}

	@Test
	void t7LockOfSomebodyElseKeepsATickAway() {
		SimpleLock outside = lockOutside().orElseThrow();

		assertThat(claim("one", tick("c1", TickAdmission.WAIT))).isInstanceOf(Busy.class);
		assertThat(trigger("one", "t1", TickAdmission.SKIP)).isInstanceOf(Skipped.class);
		assertThat(claim("one", tick("c2", TickAdmission.SKIP)))
			.isEqualTo(new Skipped(START.plusSeconds(1), TickCount.SKIPPED_OVERLAP));
		assertThat(ledger().running()).isZero();
		assertThat(ledger().accounted()).isEqualTo(1);

		outside.unlock();
		assertThat(trigger("one", "t2", TickAdmission.SKIP)).isInstanceOf(Won.class);
		assertThat(lockOutside()).isEmpty();
	}

	@Test
	void t7LockOfSomebodyElseMayBeFreeByTheTimeOfTheTick() {
		SimpleLock outside = lockOutside().orElseThrow();
		TickClaim soon = new TickClaim("report", "c1", "a", START, START.plusMillis(1050), SECOND, Map.of(), null,
				TickAdmission.SKIP);

		assertThat(claim("one", soon)).isInstanceOf(Early.class);
		assertThat(ledger().accounted()).isZero();

		outside.unlock();
		assertThat(claim("one", soon)).isInstanceOf(Won.class);
	}

	@Test
	void t7RenewalKeepsTheLockOfItsOwnRunAlone() {
		RunKey run = new RunKey("report", wonToken("c1", 0, 1));
		advance(SECOND.multipliedBy(6));
		assertThat(renew(run)).isEqualTo(new RenewedRuns(Set.of(), Set.of(), Set.of()));
		advance(SECOND.multipliedBy(6));
		assertThat(lockOutside()).isEmpty();

		redis.connections().getConnection().keyCommands().del(new RedisKeys(RedisJobFixture.NAMESPACE).lock("report"));
		SimpleLock outside = lockOutside().orElseThrow();
		assertThat(renew(run)).isEqualTo(new RenewedRuns(Set.of(), Set.of(), Set.of(run)));
		assertThat(finish(run.token(), TickCount.RUN)).isTrue();
		assertThat(lockOutside()).isEmpty();
		outside.unlock();
		assertThat(lockOutside()).isPresent();
	}

	@Test
	void t7LockOfADeadRunEndsWithItsLease() {
		wonToken("c1", 0, 1);
		advance(LEASE.minus(SECOND));
		assertThat(lockOutside()).isEmpty();
		advance(SECOND);

		assertThat(claim("two", tickOf("report", "c2", 1, 11))).isInstanceOf(Won.class);
		assertThat(count(TickCount.LOST_CRASH)).isEqualTo(1);
	}

	@Test
	void t7LockThatSomebodyElseTookAfterADeadRunKeepsATickAway() {
		wonToken("c1", 0, 1);
		advance(LEASE);
		SimpleLock outside = lockOutside().orElseThrow();

		assertThat(claim("two", tickOf("report", "c2", 1, 11)))
			.isEqualTo(new Skipped(START.plusSeconds(11), TickCount.SKIPPED_OVERLAP));
		outside.unlock();
	}

	@Test
	void t6WhatWaitsWaitsForTheLockToo() {
		long token = wonToken("c1", 0, 1);
		assertThat(trigger("one", "t1", TickAdmission.BUFFER)).isInstanceOf(Buffered.class);
		finish(token, TickCount.RUN);
		SimpleLock outside = lockOutside().orElseThrow();

		assertThat(take("w1")).isZero();
		outside.unlock();
		assertThat(take("w2")).isEqualTo(1);
		assertThat(lockOutside()).isEmpty();
	}

	@Test
	void t6RunsThatMayOverlapTakeNoLock() {
		assertThat(lockOutside()).isPresent();
		ClaimResult won = claim("one", tick("c1", TickAdmission.ALLOW));

		assertThat(won).isInstanceOf(Won.class);
		assertThat(renew(new RunKey("report", ((Won) won).token())).unlocked()).isEmpty();
	}

	private RenewedRuns renew(RunKey run) {
		return store().renew("one", LEASE, List.of(run));
	}

	private int take(String call) {
		return store().takeWaiting("one", LEASE, call, List.of("report")).size();
	}

	private Optional<SimpleLock> lockOutside() {
		return this.shedLock.lock(new LockConfiguration(ClockProvider.now(), "report", LEASE, Duration.ZERO));
	}

	private static TickClaim tick(String call, TickAdmission admission) {
		return new TickClaim("report", call, "a", START, START.plusSeconds(1), SECOND, Map.of(), null, admission);
	}

}
