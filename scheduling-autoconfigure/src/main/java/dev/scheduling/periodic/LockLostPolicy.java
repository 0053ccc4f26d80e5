package dev.scheduling.periodic;

/**
 * What happens to a run that loses its run lock, so that another node may run the task.
 */
public enum LockLostPolicy {

	/**
	 * Not given here: the next source in order decides, {@link #INTERRUPT} at last.
	 */
	DEFAULT,

	/**
	 * The run is told and interrupted before its lease ends.
	 */
	INTERRUPT,

	/**
	 * The run goes on and can ask {@link TaskContext#isLockHeld()}. Two runs may then be
	 * alive; the later one has the higher fencing token.
	 */
	CONTINUE

}
