package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.store.ClaimResult.Repeated;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.StoresUnderTest;
import dev.scheduling.store.TaskControlContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisTaskControlTests extends TaskControlContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

	@Test
	void t18RequestIsForgottenAfterADay() {
		assertThat(request("t1", "click")).isInstanceOf(Won.class);
		advance(Duration.ofHours(24).minusMillis(1));
		assertThat(request("t2", "click")).isInstanceOf(Repeated.class);

		advance(Duration.ofMillis(1));

		assertThat(request("t3", "click")).isInstanceOf(Won.class);
	}

}
