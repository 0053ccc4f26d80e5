package dev.scheduling.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Makes a bean method the handler of durable jobs of one name. The method takes the
 * payload, a {@link JobContext}, both in this order, or nothing; it is not private, and
 * is called through the bean's proxy. What it returns is kept as the job's result; a
 * returned {@link java.util.concurrent.CompletionStage} is awaited.
 * <p>
 * A job runs at least once: the handler must bear to run again with the same payload,
 * after a failure or the death of a process.
 * <p>
 * Every attribute has a key in kebab case under {@code scheduling.jobs.<name>}, which
 * wins over the annotation; {@link JobOptions} win over both. Text attributes resolve
 * <code>${…}</code> placeholders.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface JobHandler {

	/**
	 * The name of the jobs: lower-case letters, digits and single dashes. It is stored
	 * with each job; after a rename {@link #aliases()} keeps the former name.
	 * @return the name
	 */
	String value();

	/**
	 * The queue that jobs of this name go to, of {@code [A-Za-z0-9._-]{1,64}}.
	 * @return the queue; by default {@code default}
	 */
	String queue() default "";

	/**
	 * How jobs that do not say so themselves stand among the ready jobs of their queue.
	 * @return the priority
	 */
	Priority priority() default Priority.NORMAL;

	/**
	 * In what time a job must start, from when it may start; later it ends as cancelled.
	 * @return a duration with a unit, such as {@code 5m}; by default it waits for as long
	 * as it takes
	 */
	String expiresIn() default "";

	/**
	 * How many attempts a job has in all, at least 1. An attempt that died with its
	 * process is not counted.
	 * @return the number; by default 5
	 */
	int maxAttempts() default -1;

	/**
	 * How long one attempt may take until it is cancelled, interrupted and counted as
	 * failed.
	 * @return a duration with a unit, such as {@code 30s}; by default there is no limit
	 */
	String timeout() default "";

	/**
	 * How long a succeeded job and its result are kept. With {@code 0s} neither is.
	 * @return a duration with a unit; by default {@code 1h}
	 */
	String retention() default "";

	/**
	 * Former names, whose jobs this handler runs too, so that after a rename those that
	 * wait find it.
	 * @return the names; by default none
	 */
	String[] aliases() default {};

	/**
	 * The exceptions after which there is another attempt; subclasses count, causes do
	 * not. Whatever else the method throws makes the job dead at once. A time-out, and a
	 * {@link RetryAfterException}, are always tried again.
	 * @return the types; by default there is another attempt after every one
	 */
	Class<? extends Throwable>[] retryOn() default {};

	/**
	 * The exceptions after which there is no other attempt, whatever {@link #retryOn}
	 * says: the job is dead at once. Subclasses count, causes do not.
	 * @return the types; by default there are none
	 */
	Class<? extends Throwable>[] noRetryOn() default {};

}
