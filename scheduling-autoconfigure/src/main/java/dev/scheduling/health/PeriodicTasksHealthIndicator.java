package dev.scheduling.health;

import java.util.Optional;
import java.util.function.Supplier;

import dev.scheduling.tick.Outage;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Says whether periodic tasks reach their store: up, or down with {@code outOfReachSince}
 * and {@code reason}. Reads what the engine has seen; asks the store nothing and never
 * waits. Safe for use by any thread.
 */
public final class PeriodicTasksHealthIndicator extends AbstractHealthIndicator {

	private final Supplier<Optional<Outage>> outage;

	/**
	 * Creates an indicator.
	 * @param outage the outage of the store, empty while it answers
	 */
	public PeriodicTasksHealthIndicator(Supplier<Optional<Outage>> outage) {
		this.outage = outage;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		this.outage.get()
			.ifPresentOrElse((seen) -> health.down()
				.withDetail("outOfReachSince", seen.since().toString())
				.withDetail("reason", seen.reason()), health::up);
	}

}
