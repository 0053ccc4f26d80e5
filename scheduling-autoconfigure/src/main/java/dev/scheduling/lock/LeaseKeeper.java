package dev.scheduling.lock;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps leases alive for as long as they are wanted, and gives up each of them before it
 * ends when it cannot be kept: its holder is told while nobody else can have it yet. A
 * failed renewal is tried again; it never ends the renewals. Safe for use by several
 * threads, {@link #pass} by one.
 *
 * @param <L> what is leased
 */
public final class LeaseKeeper<L> {

	private static final Log logger = LogFactory.getLog(LeaseKeeper.class);

	private final Duration lease;

	private final LongSupplier nanoTime;

	private final Renewal<L> renewal;

	private final Consumer<L> onLost;

	private final Map<L, Long> heldUntil = new ConcurrentHashMap<>();

	private boolean failing;

	/**
	 * Creates a keeper.
	 * @param lease how long one renewal lasts
	 * @param nanoTime a clock in nanoseconds that never goes back
	 * @param renewal renews leases
	 * @param onLost told of each lease that is lost, once, on the thread of the pass
	 */
	public LeaseKeeper(Duration lease, LongSupplier nanoTime, Renewal<L> renewal, Consumer<L> onLost) {
		this.lease = lease;
		this.nanoTime = nanoTime;
		this.renewal = renewal;
		this.onLost = onLost;
	}

	/**
	 * Begins to keep a lease.
	 * @param leased what was leased a moment ago
	 * @param left how long its lease still lasts
	 */
	public void add(L leased, Duration left) {
		this.heldUntil.put(leased, this.nanoTime.getAsLong() + left.toNanos());
	}

	/**
	 * Lets a lease go. It may still be renewed by a pass that is under way.
	 * @param leased what is no longer wanted
	 */
	public void remove(L leased) {
		this.heldUntil.remove(leased);
	}

	/**
	 * Returns whether a lease is kept. A lease that ended while this process was paused
	 * is not, even before the next pass.
	 * @param leased what was leased
	 * @return {@code false} once it was lost or removed, or has ended
	 */
	public boolean holds(L leased) {
		Long until = this.heldUntil.get(leased);
		return until != null && until - this.nanoTime.getAsLong() > 0;
	}

	/**
	 * Returns whether there is nothing to keep.
	 * @return {@code true} if all leases were lost or removed
	 */
	public boolean isEmpty() {
		return this.heldUntil.isEmpty();
	}

	/**
	 * Renews all leases once and gives up those that are about to end.
	 * @return how many nanoseconds to wait until the next pass
	 */
	public long pass() {
		boolean renewed = renew();
		loseEnding();
		long third = this.lease.toNanos() / 3;
		return renewed ? third : third / 8;
	}

	private boolean renew() {
		if (this.heldUntil.isEmpty()) {
			return true;
		}
		// Counted from before the call: the store's lease can only end later.
		long until = this.nanoTime.getAsLong() + this.lease.toNanos();
		try {
			this.renewal.renew(List.copyOf(this.heldUntil.keySet()), (leased, held) -> {
				if (held) {
					this.heldUntil.computeIfPresent(leased, (key, before) -> until);
				}
				else {
					lose(leased);
				}
			});
			this.failing = false;
			return true;
		}
		catch (RuntimeException ex) {
			failed(ex);
			return false;
		}
	}

	/** Said once, not at each of many tries. */
	private void failed(RuntimeException ex) {
		if (!this.failing) {
			logger.warn("Leases could not be renewed and are tried again: " + ex.getMessage());
		}
		this.failing = true;
	}

	private void loseEnding() {
		long margin = this.lease.toNanos() / 4;
		long now = this.nanoTime.getAsLong();
		this.heldUntil.forEach((leased, until) -> {
			if (until - now <= margin) {
				lose(leased);
			}
		});
	}

	private void lose(L leased) {
		if (this.heldUntil.remove(leased) != null) {
			this.onLost.accept(leased);
		}
	}

	/**
	 * Renews leases.
	 *
	 * @param <L> what is leased
	 */
	@FunctionalInterface
	public interface Renewal<L> {

		/**
		 * Renews each lease and answers for each as soon as it is known.
		 * @param leases the leases, not empty
		 * @param answer takes the lease and whether it is still held
		 * @throws RuntimeException if the store did not answer; what was not answered is
		 * tried again
		 */
		void renew(List<L> leases, Answer<L> answer);

	}

	/**
	 * Takes what came of a renewal.
	 *
	 * @param <L> what is leased
	 */
	@FunctionalInterface
	public interface Answer<L> {

		/**
		 * Says whether a lease is still held.
		 * @param leased what was leased
		 * @param held whether it was renewed
		 */
		void of(L leased, boolean held);

	}

}
