package dev.scheduling.worker;

/**
 * Why a running job was asked to stop.
 */
enum StopReason {

	/** Somebody cancelled the job: it ends so, whatever its code does. */
	CANCELLED("the job was cancelled"),

	/** The attempt took too long: it has failed, even if its code returns. */
	TIMED_OUT("the attempt took longer than its timeout"),

	/** Another worker may run the job from now on. */
	LEASE_LOST("the lease of the job was lost"),

	/** The worker stops: another one repeats the attempt. */
	SHUTDOWN("the worker stops");

	private final String text;

	StopReason(String text) {
		this.text = text;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
