package dev.scheduling.store;

/**
 * What is done with a tick that falls due while a run of its task is alive.
 */
public enum TickAdmission {

	/** It is skipped and counted. */
	SKIP,

	/** It waits for the end of that run; a second one is skipped. */
	BUFFER,

	/**
	 * That run is asked to stop and the tick waits for its end, in place of an earlier
	 * one that waits.
	 */
	CANCEL,

	/** It runs beside it. */
	ALLOW,

	/** Nothing yet: it is offered again. Of a missed tick that is made up for. */
	WAIT,

	/**
	 * Nothing yet, and the mark is the time at which that run ends. Of a task with a
	 * fixed delay.
	 */
	AFTER_DELAY

}
