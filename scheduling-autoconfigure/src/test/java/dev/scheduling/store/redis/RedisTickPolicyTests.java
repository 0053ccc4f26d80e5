package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.ClaimResult.Repeated;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TaskControlStore;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.store.TickPolicyContract;
import dev.scheduling.store.TriggerClaim;
import dev.scheduling.testing.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The policies of ticks in Redis.
 */
class RedisTickPolicyTests extends TickPolicyContract {

	private static RedisJobFixture redis;

	private PeriodicStore store;

	private TaskControlStore controls;

	@BeforeAll
	static void startRedis() {
		redis = new RedisJobFixture(RedisProcess.start());
	}

	@AfterAll
	static void stopRedis() {
		redis.close();
	}

	@BeforeEach
	@Override
	protected void prepare() {
		redis.empty(START);
		this.store = redis.stores().periodic();
		this.controls = redis.stores().controls();
		super.prepare();
	}

	@Test
	void t18RequestIsForgottenAfterADay() {
		assertThat(trigger("t1")).isInstanceOf(Won.class);
		advance(Duration.ofHours(24).minusMillis(1));
		assertThat(trigger("t2")).isInstanceOf(Repeated.class);

		advance(Duration.ofMillis(1));

		assertThat(trigger("t3")).isInstanceOf(Won.class);
	}

	private ClaimResult trigger(String call) {
		return store().trigger("one", LEASE, new TriggerClaim("report", call, TickAdmission.SKIP, "click"));
	}

	@Override
	protected PeriodicStore store() {
		return this.store;
	}

	@Override
	protected TaskControlStore controls() {
		return this.controls;
	}

	@Override
	protected void advance(Duration by) {
		redis.advance(by);
	}

}
