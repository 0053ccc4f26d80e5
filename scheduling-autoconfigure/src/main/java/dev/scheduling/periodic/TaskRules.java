package dev.scheduling.periodic;

import java.time.Duration;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The rules by which a task's ticks become runs. Immutable.
 *
 * @param scope who runs a tick
 * @param overlap what happens to a tick while a run is alive
 * @param misfire what happens to missed ticks
 * @param catchUpWindow how late a missed tick may still run, above zero; {@code null} for
 * the time to the next tick, at most 24 hours
 * @param catchUpLimit how many missed ticks {@link MisfirePolicy#FIRE_ALL} runs at most,
 * at least 1
 * @param jitter by how much a tick may be put off, below the time to the next one; zero
 * for not at all
 * @param timeout how long a run may take, above zero; {@code null} for as long as it
 * likes
 * @param onLockLost what happens to a run that loses its run lock
 * @param onStoreFailure what happens to ticks while the store is out of reach
 * @param pauseAfterFailures after how many failed runs in a row the task is paused; 0 for
 * never
 * @param skipIf decides right before a run whether it is left out, {@code null} for never
 */
public record TaskRules(TaskScope scope, OverlapPolicy overlap, MisfirePolicy misfire, @Nullable Duration catchUpWindow,
		int catchUpLimit, Duration jitter, @Nullable Duration timeout, LockLostPolicy onLockLost,
		StoreFailurePolicy onStoreFailure, int pauseAfterFailures, @Nullable SkipPredicate skipIf) {

	/**
	 * What applies where nothing is said.
	 */
	public static final TaskRules DEFAULTS = new Builder().build();

	private static final Duration LONGEST_DEFAULT_WINDOW = Duration.ofHours(24);

	public TaskRules {
		Assert.isTrue(catchUpWindow == null || isPositive(catchUpWindow),
				() -> "'catch-up-window' (%s) must be above zero".formatted(catchUpWindow));
		Assert.isTrue(catchUpLimit >= 1, () -> "'catch-up-limit' (%d) must be at least 1".formatted(catchUpLimit));
		Assert.isTrue(!jitter.isNegative(), () -> "'jitter' (%s) must not be negative".formatted(jitter));
		Assert.isTrue(timeout == null || isPositive(timeout),
				() -> "'timeout' (%s) must be above zero".formatted(timeout));
		Assert.isTrue(pauseAfterFailures >= 0,
				() -> "'pause-after-failures' (%d) must not be negative".formatted(pauseAfterFailures));
	}

	private static boolean isPositive(Duration duration) {
		return !duration.isNegative() && !duration.isZero();
	}

	/**
	 * Returns how late a missed tick may still run.
	 * @param period the time from the tick to the next one
	 * @return the given window, else the period, at most 24 hours
	 */
	public Duration catchUpWindow(Duration period) {
		if (this.catchUpWindow != null) {
			return this.catchUpWindow;
		}
		return (period.compareTo(LONGEST_DEFAULT_WINDOW) < 0) ? period : LONGEST_DEFAULT_WINDOW;
	}

	/**
	 * Returns rules that differ in what the change sets.
	 * @param change sets values
	 * @return the rules
	 */
	public TaskRules with(UnaryOperator<Builder> change) {
		return change.apply(new Builder(this)).build();
	}

	/**
	 * Gathers rules; what is not set stays as it was. A constant {@code DEFAULT} changes
	 * nothing. Not safe for use by several threads.
	 */
	public static final class Builder {

		private TaskScope scope = TaskScope.CLUSTER;

		private OverlapPolicy overlap = OverlapPolicy.SKIP;

		private MisfirePolicy misfire = MisfirePolicy.FIRE_ONCE;

		private @Nullable Duration catchUpWindow;

		private int catchUpLimit = 100;

		private Duration jitter = Duration.ZERO;

		private @Nullable Duration timeout;

		private LockLostPolicy onLockLost = LockLostPolicy.INTERRUPT;

		private StoreFailurePolicy onStoreFailure = StoreFailurePolicy.SKIP;

		private int pauseAfterFailures;

		private @Nullable SkipPredicate skipIf;

		private Builder() {
		}

		private Builder(TaskRules rules) {
			this.scope = rules.scope;
			this.overlap = rules.overlap;
			this.misfire = rules.misfire;
			this.catchUpWindow = rules.catchUpWindow;
			this.catchUpLimit = rules.catchUpLimit;
			this.jitter = rules.jitter;
			this.timeout = rules.timeout;
			this.onLockLost = rules.onLockLost;
			this.onStoreFailure = rules.onStoreFailure;
			this.pauseAfterFailures = rules.pauseAfterFailures;
			this.skipIf = rules.skipIf;
		}

		/** Sets {@link TaskRules#scope()}. */
		public Builder scope(TaskScope scope) {
			this.scope = (scope != TaskScope.DEFAULT) ? scope : this.scope;
			return this;
		}

		/** Sets {@link TaskRules#overlap()}. */
		public Builder overlap(OverlapPolicy overlap) {
			this.overlap = (overlap != OverlapPolicy.DEFAULT) ? overlap : this.overlap;
			return this;
		}

		/** Sets {@link TaskRules#misfire()}. */
		public Builder misfire(MisfirePolicy misfire) {
			this.misfire = (misfire != MisfirePolicy.DEFAULT) ? misfire : this.misfire;
			return this;
		}

		/** Sets {@link TaskRules#catchUpWindow()}. */
		public Builder catchUpWindow(@Nullable Duration window) {
			this.catchUpWindow = window;
			return this;
		}

		/** Sets {@link TaskRules#catchUpLimit()}. */
		public Builder catchUpLimit(int limit) {
			this.catchUpLimit = limit;
			return this;
		}

		/** Sets {@link TaskRules#jitter()}. */
		public Builder jitter(Duration jitter) {
			this.jitter = jitter;
			return this;
		}

		/** Sets {@link TaskRules#timeout()}. */
		public Builder timeout(@Nullable Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/** Sets {@link TaskRules#onLockLost()}. */
		public Builder onLockLost(LockLostPolicy policy) {
			this.onLockLost = (policy != LockLostPolicy.DEFAULT) ? policy : this.onLockLost;
			return this;
		}

		/** Sets {@link TaskRules#onStoreFailure()}. */
		public Builder onStoreFailure(StoreFailurePolicy policy) {
			this.onStoreFailure = (policy != StoreFailurePolicy.DEFAULT) ? policy : this.onStoreFailure;
			return this;
		}

		/** Sets {@link TaskRules#pauseAfterFailures()}. */
		public Builder pauseAfterFailures(int failures) {
			this.pauseAfterFailures = failures;
			return this;
		}

		/** Sets {@link TaskRules#skipIf()}. */
		public Builder skipIf(@Nullable SkipPredicate predicate) {
			this.skipIf = predicate;
			return this;
		}

		private TaskRules build() {
			return new TaskRules(this.scope, this.overlap, this.misfire, this.catchUpWindow, this.catchUpLimit,
					this.jitter, this.timeout, this.onLockLost, this.onStoreFailure, this.pauseAfterFailures,
					this.skipIf);
		}

	}

}
