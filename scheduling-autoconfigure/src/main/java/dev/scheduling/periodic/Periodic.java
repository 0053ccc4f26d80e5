package dev.scheduling.periodic;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Makes a bean method a periodic task. The method takes no parameter or a
 * {@link TaskContext}, is not private, and is called through the bean's proxy. A returned
 * {@link java.util.concurrent.CompletionStage} is awaited.
 * <p>
 * Every attribute has a key in kebab case under {@code scheduling.tasks.<name>}, which
 * wins over the annotation; {@code scheduling.defaults} applies where neither says
 * anything. Text attributes resolve <code>${…}</code> placeholders. A task has one
 * schedule, from here or from the configuration: cron or interval.
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
	 * The time zone of {@link #cron()}.
	 * @return a zone id such as {@code Europe/Paris}; by default {@code scheduling.zone},
	 * which is UTC
	 */
	String zone() default "";

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
	 * The queue that the jobs of a durable task go to, of {@code [A-Za-z0-9._-]{1,64}}.
	 * @return the queue; by default {@code default}. Only with {@link Execution#DURABLE}
	 */
	String queue() default "";

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

}
