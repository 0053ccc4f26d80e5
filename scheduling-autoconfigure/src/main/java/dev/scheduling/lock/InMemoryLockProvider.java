package dev.scheduling.lock;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import net.javacrumbs.shedlock.core.AbstractSimpleLock;
import net.javacrumbs.shedlock.core.ExtensibleLockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * Locks within this process, on the clock that it is given. Only its owner extends or
 * frees a lock. ShedLock's own provider for tests lets an old owner overwrite the new one
 * and reads a static clock.
 */
public final class InMemoryLockProvider implements ExtensibleLockProvider {

	private final Clock clock;

	private final Map<String, Holding> holdings = new HashMap<>();

	/**
	 * Creates the provider.
	 * @param clock the clock that decides when a lock ends
	 */
	public InMemoryLockProvider(Clock clock) {
		this.clock = clock;
	}

	@Override
	public synchronized Optional<SimpleLock> lock(LockConfiguration configuration) {
		Holding current = this.holdings.get(configuration.getName());
		if (current != null && current.until().isAfter(this.clock.instant())) {
			return Optional.empty();
		}
		return Optional.of(hold(configuration));
	}

	private SimpleLock hold(LockConfiguration configuration) {
		Instant now = this.clock.instant();
		Holding holding = new Holding(new Object(), now, now.plus(configuration.getLockAtMostFor()));
		this.holdings.put(configuration.getName(), holding);
		return new OwnedLock(configuration, holding);
	}

	private synchronized Optional<SimpleLock> extend(LockConfiguration configuration, Holding holding) {
		return isHeld(configuration.getName(), holding) ? Optional.of(hold(configuration)) : Optional.empty();
	}

	private synchronized void free(LockConfiguration configuration, Holding holding) {
		String name = configuration.getName();
		if (isHeld(name, holding)) {
			Instant atLeastUntil = holding.since().plus(configuration.getLockAtLeastFor());
			if (atLeastUntil.isAfter(this.clock.instant())) {
				this.holdings.put(name, new Holding(new Object(), holding.since(), atLeastUntil));
			}
			else {
				this.holdings.remove(name);
			}
		}
	}

	private boolean isHeld(String name, Holding holding) {
		Holding current = this.holdings.get(name);
		return current != null && current.owner() == holding.owner() && current.until().isAfter(this.clock.instant());
	}

	private record Holding(Object owner, Instant since, Instant until) {

	}

	private final class OwnedLock extends AbstractSimpleLock {

		private final Holding holding;

		OwnedLock(LockConfiguration configuration, Holding holding) {
			super(configuration);
			this.holding = holding;
		}

		@Override
		protected void doUnlock() {
			free(this.lockConfiguration, this.holding);
		}

		@Override
		protected Optional<SimpleLock> doExtend(LockConfiguration newConfiguration) {
			return InMemoryLockProvider.this.extend(newConfiguration, this.holding);
		}

	}

}
