package dev.scheduling.lock;

import java.time.Clock;

import net.javacrumbs.shedlock.core.LockProvider;

class InMemoryRunLockTests extends RunLockContract {

	@Override
	LockProvider provider() {
		return new InMemoryLockProvider(Clock.systemUTC());
	}

}
