package dev.scheduling.periodic;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.scheduling.job.Priority;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Makes a bean method a periodic task. The method takes no parameter or a
 * {@link TaskContext}, is not private, and is called through the bean's proxy. A returned
 * {@link java.util.concurrent.CompletionStage} is awaited.
 * <p>
 * Every attribute has a key in kebab case under {@code scheduling.tasks.<name>}, which
 * wins over the annotation; {@code scheduling.defaults} applies where neither says
 * anything. Text attributes resolve <code>${…}</code> placeholders. A task has one
 * schedule, from here or from the configuration: cron, interval, fixed delay or a bean.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface Periodic {

	/**
	 * The task's name: lower-case letters, digits and single dashes. It identifies the
	 * schedule, the lock, the history and the meters, so a rename starts afresh.
	 * @return the name; by default the method's name in kebab case
	 */
	String name() default "";

	/**
	 * Cron expressions; the task fires at each time that any of them matches. Five fields
	 * (crontab, seconds are 0), six fields (Spring, seconds first) or a macro such as
	 * {@code @daily}. Day of month and day of week must both match, as in Spring and
	 * unlike crontab. {@code "-"} or {@code "off"} turns the task off.
	 * @return the expressions
	 */
	String[] cron() default {};

	/**
	 * A fixed grid on the clock: the task fires at every {@code epoch + n·interval +
	 * offset}, the same instants on every node and after every restart. A duration with a
	 * unit, such as {@code 30s}, {@code 5m}, {@code PT1H}; {@code "-"} or {@code "off"}
	 * turns the task off.
	 * @return the interval
	 */
	String interval() default "";

	/**
	 * Shifts the grid of {@link #interval()}: at least zero and below the interval.
	 * @return the offset, a duration with a unit; by default none
	 */
	String offset() default "";

	/**
	 * The time from the end of one run to the start of the next. It counts from the last
	 * end in the whole cluster, and first from when the task was first seen. Such a task
	 * has no fixed times: nothing is missed, buffered or caught up.
	 * @return a duration with a unit; {@code "-"} or {@code "off"} turns the task off
	 */
	String fixedDelay() default "";

	/**
	 * The name of a {@link Schedule} bean that says when the task fires.
	 * @return the name; by default none
	 */
	String schedule() default "";

	/**
	 * The time zone of {@link #cron()}.
	 * @return a zone id such as {@code Europe/Paris}; by default {@code scheduling.zone},
	 * which is UTC
	 */
	String zone() default "";

	/**
	 * What happens to times of a cron expression with a fixed hour that do not exist on a
	 * day when the clock is set forward. Expressions for every hour follow real time.
	 * @return the policy; by default the task runs right after the gap
	 */
	DstGapPolicy dstGap() default DstGapPolicy.DEFAULT;

	/**
	 * What happens to times of a cron expression with a fixed hour that come twice on a
	 * day when the clock is set back. Expressions for every hour follow real time.
	 * @return the policy; by default the task runs the first time
	 */
	DstOverlapPolicy dstOverlap() default DstOverlapPolicy.DEFAULT;

	/**
	 * From when on the task fires, that time included.
	 * @return a date, a local date and time in {@link #zone()}, or an instant such as
	 * {@code 2026-12-01T00:00:00Z}; by default always
	 */
	String notBefore() default "";

	/**
	 * Until when the task fires, that time included; a date means its last instant.
	 * @return a date, a local date and time in {@link #zone()}, or an instant; by default
	 * for ever
	 */
	String notAfter() default "";

	/**
	 * Times at which the task does not fire: dates such as {@code 2026-12-25}, whole days
	 * in {@link #zone()}, or cron expressions, of which five fields stand for every
	 * second of a minute.
	 * @return the exclusions; by default none
	 */
	String[] exclusions() default {};

	/**
	 * Where the work runs.
	 * @return the lane; by default in this process
	 */
	Execution execution() default Execution.DEFAULT;

	/**
	 * Whether one node of the cluster runs a tick, or each of them.
	 * @return the scope; by default the cluster
	 */
	TaskScope scope() default TaskScope.DEFAULT;

	/**
	 * What happens to a tick while the last run is still alive.
	 * @return the policy; by default the tick is skipped
	 */
	OverlapPolicy overlap() default OverlapPolicy.DEFAULT;

	/**
	 * What happens to ticks that no node was there to run.
	 * @return the policy; by default the latest one runs
	 */
	MisfirePolicy misfire() default MisfirePolicy.DEFAULT;

	/**
	 * How late a missed tick may still run. A tick counts as missed when it is five
	 * seconds late, or its period if that is less.
	 * @return a duration with a unit; by default the time to the next tick, at most 24
	 * hours, and 24 hours where all missed ticks run
	 */
	String catchUpWindow() default "";

	/**
	 * How many missed ticks run at most, the latest ones, where all of them run.
	 * @return the number, at least 1; by default 100
	 */
	int catchUpLimit() default -1;

	/**
	 * Puts each tick off by up to this, so that not everything starts at once: the same
	 * for all nodes, never past the next tick, and the nominal times stay.
	 * @return a duration with a unit; by default none
	 */
	String jitter() default "";

	/**
	 * How long a run may take. Then it is interrupted and has failed; its lock is free
	 * when its code has returned.
	 * @return a duration with a unit; by default as long as it likes
	 */
	String timeout() default "";

	/**
	 * What happens to a run that loses its run lock.
	 * @return the policy; by default it is interrupted
	 */
	LockLostPolicy onLockLost() default LockLostPolicy.DEFAULT;

	/**
	 * What happens to ticks while the store is out of reach.
	 * @return the policy; by default nothing runs
	 */
	StoreFailurePolicy onStoreFailure() default StoreFailurePolicy.DEFAULT;

	/**
	 * After how many failed runs in a row the task is paused in the whole cluster. A run
	 * of a durable task has failed once its job is dead.
	 * @return the number, 0 for never; by default never
	 */
	int pauseAfterFailures() default -1;

	/**
	 * The name of a {@link SkipPredicate} bean that may leave a run out.
	 * @return the name; by default none
	 */
	String skipIf() default "";

	/**
	 * The queue that the jobs of a durable task go to, of {@code [A-Za-z0-9._-]{1,64}}.
	 * @return the queue; by default {@code default}. Only with {@link Execution#DURABLE}
	 */
	String queue() default "";

	/**
	 * How the ticks of a durable task stand among the ready jobs of their queue.
	 * @return the priority. Only with {@link Execution#DURABLE}
	 */
	Priority priority() default Priority.NORMAL;

	/**
	 * How many attempts a run of a durable task has in all, at least 1.
	 * @return the number; by default 5. Only with {@link Execution#DURABLE}
	 */
	int maxAttempts() default -1;

	/**
	 * How long a succeeded run of a durable task and its result are kept.
	 * @return a duration with a unit; by default {@code 1h}. Only with
	 * {@link Execution#DURABLE}
	 */
	String retention() default "";

	/**
	 * Former names of a durable task, whose jobs it runs too, so that after a rename
	 * those that wait find it. Schedule, history and counters do not move with them.
	 * @return the names; by default none. Only with {@link Execution#DURABLE}
	 */
	String[] aliases() default {};

}
