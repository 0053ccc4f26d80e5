package dev.scheduling.archfixture.worker;

import net.javacrumbs.shedlock.core.LockProvider;

/**
 * Breaks the table: ShedLock outside of the lock.
 */
public class UsesShedLock {

	LockProvider locks;

}
