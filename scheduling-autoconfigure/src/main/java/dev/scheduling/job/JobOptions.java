package dev.scheduling.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What differs from the defaults for one job, or for each job of a batch. Immutable: each
 * method with a parameter returns changed options.
 */
public final class JobOptions {

	private static final JobOptions DEFAULTS = new JobOptions(new Values(null, null, null, null, null, null, false));

	private final Values values;

	private JobOptions(Values values) {
		this.values = values;
	}

	/**
	 * Returns options that leave everything to configuration, annotation and built-in
	 * defaults.
	 * @return the options
	 */
	public static JobOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Lets the job start no sooner than after a time, counted by the store's clock from
	 * when it is stored.
	 * @param delay the time, not negative; replaces {@link #runAt(Instant)}
	 * @return the changed options
	 */
	public JobOptions delay(Duration delay) {
		Assert.isTrue(!delay.isNegative(), () -> "'delay' (%s) must not be negative".formatted(delay));
		Values v = this.values;
		return new JobOptions(new Values(delay, null, v.queue, v.maxAttempts, v.timeout, v.retention, v.outside));
	}

	/**
	 * Lets the job start no sooner than at a time of the store's clock.
	 * @param runAt the time; replaces {@link #delay(Duration)}
	 * @return the changed options
	 */
	public JobOptions runAt(Instant runAt) {
		Values v = this.values;
		return new JobOptions(new Values(null, runAt, v.queue, v.maxAttempts, v.timeout, v.retention, v.outside));
	}

	/**
	 * Puts the job into a queue of its own choice.
	 * @param queue the queue, of {@code [A-Za-z0-9._-]{1,64}}
	 * @return the changed options
	 * @throws IllegalArgumentException if the name has another form
	 */
	public JobOptions queue(String queue) {
		JobId.of("0", queue);
		Values v = this.values;
		return new JobOptions(new Values(v.delay, v.runAt, queue, v.maxAttempts, v.timeout, v.retention, v.outside));
	}

	/**
	 * Limits the attempts.
	 * @param maxAttempts how many in all, at least 1; the default is 5
	 * @return the changed options
	 */
	public JobOptions maxAttempts(int maxAttempts) {
		Assert.isTrue(maxAttempts >= 1, () -> "'maxAttempts' (%d) must be at least 1".formatted(maxAttempts));
		Values v = this.values;
		return new JobOptions(new Values(v.delay, v.runAt, v.queue, maxAttempts, v.timeout, v.retention, v.outside));
	}

	/**
	 * Limits the time of one attempt.
	 * @param timeout the time, above zero; by default there is no limit
	 * @return the changed options
	 */
	public JobOptions timeout(Duration timeout) {
		Assert.isTrue(timeout.compareTo(Duration.ZERO) > 0,
				() -> "'timeout' (%s) must be above zero".formatted(timeout));
		Values v = this.values;
		return new JobOptions(new Values(v.delay, v.runAt, v.queue, v.maxAttempts, timeout, v.retention, v.outside));
	}

	/**
	 * Says how long the job and its result are kept once it has succeeded.
	 * @param retention the time, at least a minute, or zero to keep nothing; the default
	 * is one hour
	 * @return the changed options
	 */
	public JobOptions retention(Duration retention) {
		Assert.isTrue(!retention.isNegative(), () -> "'retention' (%s) must not be negative".formatted(retention));
		Values v = this.values;
		return new JobOptions(new Values(v.delay, v.runAt, v.queue, v.maxAttempts, v.timeout, retention, v.outside));
	}

	/**
	 * Stores the job at once, also inside a transaction, whatever becomes of that.
	 * @return the changed options
	 */
	public JobOptions outsideTransaction() {
		Values v = this.values;
		return new JobOptions(new Values(v.delay, v.runAt, v.queue, v.maxAttempts, v.timeout, v.retention, true));
	}

	/**
	 * Returns the delay.
	 * @return the delay, or empty if none was given
	 */
	public Optional<Duration> delay() {
		return Optional.ofNullable(this.values.delay);
	}

	/**
	 * Returns the earliest start.
	 * @return the time, or empty if none was given
	 */
	public Optional<Instant> runAt() {
		return Optional.ofNullable(this.values.runAt);
	}

	/**
	 * Returns the queue.
	 * @return the queue, or empty if none was given
	 */
	public Optional<String> queue() {
		return Optional.ofNullable(this.values.queue);
	}

	/**
	 * Returns the number of attempts.
	 * @return the number, or empty if none was given
	 */
	public OptionalInt maxAttempts() {
		Integer maxAttempts = this.values.maxAttempts;
		return (maxAttempts != null) ? OptionalInt.of(maxAttempts) : OptionalInt.empty();
	}

	/**
	 * Returns the time limit of one attempt.
	 * @return the limit, or empty if none was given
	 */
	public Optional<Duration> timeout() {
		return Optional.ofNullable(this.values.timeout);
	}

	/**
	 * Returns how long the succeeded job is kept.
	 * @return the time, or empty if none was given
	 */
	public Optional<Duration> retention() {
		return Optional.ofNullable(this.values.retention);
	}

	/**
	 * Returns whether the job is stored at once, also inside a transaction.
	 * @return {@code false} unless {@link #outsideTransaction()} was called
	 */
	public boolean isOutsideTransaction() {
		return this.values.outside;
	}

	private record Values(@Nullable Duration delay, @Nullable Instant runAt, @Nullable String queue,
			@Nullable Integer maxAttempts, @Nullable Duration timeout, @Nullable Duration retention, boolean outside) {

	}

}
