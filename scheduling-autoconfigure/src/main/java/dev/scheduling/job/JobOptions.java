package dev.scheduling.job;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What differs from the defaults for one job, or for each job of a batch. Immutable: each
 * method with a parameter returns changed options.
 */
public final class JobOptions {

	private static final int LONGEST_KEY = 200;

	private static final JobOptions DEFAULTS = new JobOptions(new EnumMap<>(Part.class));

	private final Map<Part, Object> parts;

	private JobOptions(Map<Part, Object> parts) {
		this.parts = parts;
	}

	/**
	 * Returns options that leave everything to configuration, annotation and built-in
	 * defaults.
	 * @return the options
	 */
	public static JobOptions defaults() {
		return DEFAULTS;
	}

	private JobOptions with(Part part, Object value, Part... replaced) {
		Map<Part, Object> parts = new EnumMap<>(this.parts);
		parts.put(part, value);
		for (Part other : replaced) {
			parts.remove(other);
		}
		return new JobOptions(parts);
	}

	private <T> Optional<T> find(Part part, Class<T> type) {
		return Optional.ofNullable(this.parts.get(part)).map(type::cast);
	}

	/**
	 * Lets the job start no sooner than after a time, counted by the store's clock from
	 * when it is stored.
	 * @param delay the time, not negative; replaces {@link #runAt(Instant)}
	 * @return the changed options
	 */
	public JobOptions delay(Duration delay) {
		Assert.isTrue(!delay.isNegative(), () -> "'delay' (%s) must not be negative".formatted(delay));
		return with(Part.DELAY, delay, Part.RUN_AT);
	}

	/**
	 * Lets the job start no sooner than at a time of the store's clock.
	 * @param runAt the time; replaces {@link #delay(Duration)}
	 * @return the changed options
	 */
	public JobOptions runAt(Instant runAt) {
		return with(Part.RUN_AT, runAt, Part.DELAY);
	}

	/**
	 * Says how the job stands among the ready jobs of its queue.
	 * @param priority the priority
	 * @return the changed options
	 */
	public JobOptions priority(Priority priority) {
		return with(Part.PRIORITY, priority);
	}

	/**
	 * Puts the job into a queue of its own choice.
	 * @param queue the queue, of {@code [A-Za-z0-9._-]{1,64}}
	 * @return the changed options
	 * @throws IllegalArgumentException if the name has another form
	 */
	public JobOptions queue(String queue) {
		JobId.of("0", queue);
		return with(Part.QUEUE, queue);
	}

	/**
	 * Lets the job be the only one of a key in its queue, whatever their handlers, until
	 * it has ended. What becomes of a further one is said by
	 * {@link #uniqueMode(UniqueMode)}.
	 * @param key the key, of 1 to 200 characters
	 * @return the changed options
	 */
	public JobOptions uniqueKey(String key) {
		checkKey("uniqueKey", key);
		return uniqueKey(Object.class, (payload) -> key);
	}

	/**
	 * Lets each job of a batch be the only one of its key, as {@link #uniqueKey(String)}
	 * says.
	 * @param <P> the type of the payloads
	 * @param type the type of the payloads
	 * @param key gives the key, of 1 to 200 characters, for a payload
	 * @return the changed options
	 */
	public <P> JobOptions uniqueKey(Class<P> type, Function<? super P, String> key) {
		return with(Part.UNIQUE_KEY, new KeyOf<>("uniqueKey", type, key));
	}

	/**
	 * Says what becomes of the job while another one holds its unique key.
	 * @param mode the mode; by default {@link UniqueMode#REJECT}
	 * @return the changed options
	 */
	public JobOptions uniqueMode(UniqueMode mode) {
		return with(Part.UNIQUE_MODE, mode);
	}

	/**
	 * Lets the job hold its unique key for a time from its storing on, whether it has
	 * ended by then or not, in place of until it has ended.
	 * @param time the time, at least a millisecond; not with
	 * {@link UniqueMode#KEEP_LATEST}, which waits for an end
	 * @return the changed options
	 */
	public JobOptions uniqueFor(Duration time) {
		Assert.isTrue(time.toMillis() > 0, () -> "'uniqueFor' (%s) must be at least a millisecond".formatted(time));
		return with(Part.UNIQUE_FOR, time);
	}

	/**
	 * Limits the attempts.
	 * @param maxAttempts how many in all, at least 1; the default is 5
	 * @return the changed options
	 */
	public JobOptions maxAttempts(int maxAttempts) {
		Assert.isTrue(maxAttempts >= 1, () -> "'maxAttempts' (%d) must be at least 1".formatted(maxAttempts));
		return with(Part.MAX_ATTEMPTS, maxAttempts);
	}

	/**
	 * Limits the time of one attempt.
	 * @param timeout the time, above zero; by default there is no limit
	 * @return the changed options
	 */
	public JobOptions timeout(Duration timeout) {
		Assert.isTrue(timeout.compareTo(Duration.ZERO) > 0,
				() -> "'timeout' (%s) must be above zero".formatted(timeout));
		return with(Part.TIMEOUT, timeout);
	}

	/**
	 * Says how long the job and its result are kept once it has succeeded.
	 * @param retention the time, at least a minute, or zero to keep nothing; the default
	 * is one hour
	 * @return the changed options
	 */
	public JobOptions retention(Duration retention) {
		Assert.isTrue(!retention.isNegative(), () -> "'retention' (%s) must not be negative".formatted(retention));
		return with(Part.RETENTION, retention);
	}

	/**
	 * Lets the job end as {@link JobState#CANCELLED} if no worker has started it in time.
	 * @param expiresIn the time from when it may start, which a delay puts off, at least
	 * a millisecond; by default it waits for as long as it takes
	 * @return the changed options
	 */
	public JobOptions expiresIn(Duration expiresIn) {
		Assert.isTrue(expiresIn.toMillis() > 0,
				() -> "'expiresIn' (%s) must be at least a millisecond".formatted(expiresIn));
		return with(Part.EXPIRES_IN, expiresIn);
	}

	/**
	 * Lets only so many jobs of a key run at once in the cluster, whatever their
	 * handlers: one, unless {@code scheduling.queues.<name>.limit-per-key} says
	 * otherwise.
	 * @param key the key, of 1 to 200 characters; it counts within the job's queue
	 * @return the changed options
	 */
	public JobOptions concurrencyKey(String key) {
		checkKey("concurrencyKey", key);
		return concurrencyKey(Object.class, (payload) -> key);
	}

	/**
	 * Lets only so many jobs of a key run at once, as {@link #concurrencyKey(String)}
	 * says.
	 * @param <P> the type of the payloads
	 * @param type the type of the payloads
	 * @param key gives the key, of 1 to 200 characters, for a payload
	 * @return the changed options
	 */
	public <P> JobOptions concurrencyKey(Class<P> type, Function<? super P, String> key) {
		return with(Part.CONCURRENCY_KEY, new KeyOf<>("concurrencyKey", type, key));
	}

	/**
	 * Stores the job at once, also inside a transaction, whatever becomes of that.
	 * @return the changed options
	 */
	public JobOptions outsideTransaction() {
		return with(Part.OUTSIDE_TRANSACTION, true);
	}

	private static String checkKey(String name, @Nullable String key) {
		Assert.isTrue(key != null && !key.isBlank() && key.length() <= LONGEST_KEY,
				() -> "'%s' (%s) must have 1 to %d characters".formatted(name, key, LONGEST_KEY));
		return key;
	}

	/**
	 * Returns the delay.
	 * @return the delay, or empty if none was given
	 */
	public Optional<Duration> delay() {
		return find(Part.DELAY, Duration.class);
	}

	/**
	 * Returns the earliest start.
	 * @return the time, or empty if none was given
	 */
	public Optional<Instant> runAt() {
		return find(Part.RUN_AT, Instant.class);
	}

	/**
	 * Returns the priority.
	 * @return the priority, or empty if none was given
	 */
	public Optional<Priority> priority() {
		return find(Part.PRIORITY, Priority.class);
	}

	/**
	 * Returns the queue.
	 * @return the queue, or empty if none was given
	 */
	public Optional<String> queue() {
		return find(Part.QUEUE, String.class);
	}

	/**
	 * Returns the unique key of a job.
	 * @param payload the job's payload
	 * @return the key, or empty if none was given
	 * @throws IllegalArgumentException if the payload is of another type, or the key of
	 * another form
	 */
	public Optional<String> uniqueKeyOf(@Nullable Object payload) {
		return find(Part.UNIQUE_KEY, KeyOf.class).map((key) -> key.apply(payload));
	}

	/**
	 * Returns what becomes of a job while another one holds its unique key.
	 * @return the mode
	 */
	public UniqueMode uniqueMode() {
		return find(Part.UNIQUE_MODE, UniqueMode.class).orElse(UniqueMode.REJECT);
	}

	/**
	 * Returns how long a unique key is held.
	 * @return the time, or empty if until the job has ended
	 */
	public Optional<Duration> uniqueFor() {
		return find(Part.UNIQUE_FOR, Duration.class);
	}

	/**
	 * Returns the number of attempts.
	 * @return the number, or empty if none was given
	 */
	public OptionalInt maxAttempts() {
		return find(Part.MAX_ATTEMPTS, Integer.class).map(OptionalInt::of).orElseGet(OptionalInt::empty);
	}

	/**
	 * Returns the time limit of one attempt.
	 * @return the limit, or empty if none was given
	 */
	public Optional<Duration> timeout() {
		return find(Part.TIMEOUT, Duration.class);
	}

	/**
	 * Returns how long the succeeded job is kept.
	 * @return the time, or empty if none was given
	 */
	public Optional<Duration> retention() {
		return find(Part.RETENTION, Duration.class);
	}

	/**
	 * Returns in what time the job must start.
	 * @return the time, or empty if none was given
	 */
	public Optional<Duration> expiresIn() {
		return find(Part.EXPIRES_IN, Duration.class);
	}

	/**
	 * Returns the concurrency key of a job.
	 * @param payload the job's payload
	 * @return the key, or empty if none was given
	 * @throws IllegalArgumentException if the payload is of another type, or the key of
	 * another form
	 */
	public Optional<String> concurrencyKeyOf(@Nullable Object payload) {
		return find(Part.CONCURRENCY_KEY, KeyOf.class).map((key) -> key.apply(payload));
	}

	/**
	 * Returns whether the job is stored at once, also inside a transaction.
	 * @return {@code false} unless {@link #outsideTransaction()} was called
	 */
	public boolean isOutsideTransaction() {
		return this.parts.containsKey(Part.OUTSIDE_TRANSACTION);
	}

	private enum Part {

		DELAY, RUN_AT, PRIORITY, QUEUE, UNIQUE_KEY, UNIQUE_MODE, UNIQUE_FOR, MAX_ATTEMPTS, TIMEOUT, RETENTION,
		EXPIRES_IN, CONCURRENCY_KEY, OUTSIDE_TRANSACTION

	}

	private record KeyOf<P>(String name, Class<P> type, Function<? super P, String> function) {

		@SuppressWarnings("NullAway") // the function of a constant key takes anything
		String apply(@Nullable Object payload) {
			Assert.isTrue(this.type == Object.class || this.type.isInstance(payload),
					() -> "'%s' takes a %s, but the payload is %s".formatted(this.name, this.type.getName(),
							(payload != null) ? "a " + payload.getClass().getName() : "missing"));
			return checkKey(this.name, this.function.apply(this.type.cast(payload)));
		}

	}

}
