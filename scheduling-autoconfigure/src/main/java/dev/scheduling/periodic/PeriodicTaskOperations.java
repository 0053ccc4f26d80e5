package dev.scheduling.periodic;

import java.time.Instant;
import java.util.Optional;

/**
 * What an operator does to the periodic tasks of this application, on all its nodes and
 * over restarts. Nodes follow within a second. Safe for use by several threads.
 * <p>
 * Each method throws {@link IllegalArgumentException} if this application has no task of
 * that name. With the store out of reach each throws; whether it took effect is then
 * unknown, and it may be repeated.
 */
public interface PeriodicTaskOperations {

	/**
	 * Pauses a task. Its ticks are counted and do not run; what runs goes on, and
	 * {@link PeriodicTasks#trigger} still works. A task that is paused already keeps its
	 * reason.
	 * @param name the task's name
	 * @param reason why, for people
	 */
	void pause(String name, String reason);

	/**
	 * Ends the pause of a task. It goes on with its next tick: what fell due meanwhile
	 * was not missed, even if no node was up. One of {@link #pauseAll} stays in force.
	 * @param name the task's name
	 */
	void resume(String name);

	/**
	 * Pauses all tasks, those included that are new while it lasts.
	 * @param reason why, for people
	 */
	void pauseAll(String reason);

	/**
	 * Ends the pause of all tasks. Those that were paused by name stay so.
	 */
	void resumeAll();

	/**
	 * Returns whether a task is paused, and why.
	 * @param name the task's name
	 * @return its own pause, else that of all tasks, or empty if it fires
	 */
	Optional<TaskPause> findPause(String name);

	/**
	 * Replaces the schedule of a task until {@link #resetSchedule}. It starts afresh from
	 * now: no earlier tick of the new schedule is missed. The task's exclusions, its
	 * bounds and its rules stay in force.
	 * @param name the task's name
	 * @param schedule a schedule of cron expressions, an interval or a fixed delay
	 * @throws IllegalArgumentException if it is of another kind
	 */
	void reschedule(String name, Schedule schedule);

	/**
	 * Goes back to the schedule that the task is defined with, afresh from now.
	 * @param name the task's name
	 */
	void resetSchedule(String name);

	/**
	 * Runs the ticks of a span once more, or for the first time: one after another, the
	 * oldest first, each with its nominal time. They obey the overlap policy, ignore
	 * pause and misfire, and move nothing. Returns as soon as they wait to be run.
	 * @param name the task's name
	 * @param from where the span begins, included
	 * @param to where it ends, included
	 * @param request names the request: the same one backfills once within a day
	 * @return how many ticks the span has
	 * @throws IllegalArgumentException if the span has more than 1000 ticks, or the task
	 * no fixed times
	 */
	int backfill(String name, Instant from, Instant to, String request);

}
