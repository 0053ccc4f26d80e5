package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.ClaimResult.Repeated;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.StoresUnderTest;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.store.TickPolicyContract;
import dev.scheduling.store.TriggerClaim;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The policies of ticks in Redis.
 */
class RedisTickPolicyTests extends TickPolicyContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
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

}
