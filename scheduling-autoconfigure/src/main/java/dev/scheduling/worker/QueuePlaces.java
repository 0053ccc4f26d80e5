package dev.scheduling.worker;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.scheduling.background.InProcessExecutor.Place;

/**
 * The places of the lane that the jobs of one queue may take, shared by its partitions.
 * Places are reserved by the thread that fetches, and given back by any.
 */
final class QueuePlaces {

	private final Lane lane;

	private final int most;

	private final AtomicInteger taken = new AtomicInteger();

	private final AtomicInteger openings = new AtomicInteger();

	/**
	 * Creates the places.
	 * @param lane where the jobs run
	 * @param most how many of the queue run at once, empty for as many as the lane takes
	 */
	QueuePlaces(Lane lane, OptionalInt most) {
		this.lane = lane;
		this.most = most.orElse(Integer.MAX_VALUE);
	}

	/**
	 * Returns whether the queue itself lets a further job run.
	 * @return {@code false} if as many run as may, whatever room the lane has
	 */
	boolean isOpen() {
		return this.taken.get() < this.most;
	}

	/**
	 * Returns whether a further job of the queue could run now.
	 * @return {@code false} if all places are taken
	 */
	boolean hasFree() {
		return isOpen() && this.lane.hasFree();
	}

	/**
	 * Returns how often the queue was closed and is open again: nobody has waited for its
	 * marker meanwhile.
	 * @return the number
	 */
	int openings() {
		return this.openings.get();
	}

	/**
	 * Reserves places. The caller uses or releases each of them.
	 * @param atMost how many at most
	 * @return as many as are free
	 */
	List<Place> reserve(int atMost) {
		List<Place> places = this.lane.reserve(Math.min(atMost, this.most - this.taken.get()));
		this.taken.addAndGet(places.size());
		return places.stream().<Place>map(Counted::new).toList();
	}

	private void givenBack() {
		if (this.taken.getAndDecrement() == this.most) {
			this.openings.incrementAndGet();
		}
	}

	/** A place that is counted until it is given back. */
	private final class Counted implements Place {

		private final Place place;

		private final AtomicBoolean held = new AtomicBoolean(true);

		Counted(Place place) {
			this.place = place;
		}

		@Override
		public void run(Runnable work) {
			this.place.run(work);
		}

		@Override
		public void release() {
			if (this.held.compareAndSet(true, false)) {
				givenBack();
			}
			this.place.release();
		}

		@Override
		public boolean isRevoked() {
			return this.place.isRevoked();
		}

	}

}
