package dev.scheduling.store;

import java.time.Duration;

/**
 * The stores that a contract is held to. They share one state, and their time moves only
 * by {@link #advance}.
 */
public interface StoresUnderTest {

	JobStore jobs();

	JobLeaseStore leases();

	QueueControlStore queueControls();

	DurableTickStore ticks();

	PeriodicStore periodic();

	TaskControlStore taskControls();

	void advance(Duration by);

}
