package dev.scheduling.tick;

import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.store.TickClaim;
import org.jspecify.annotations.Nullable;

/**
 * A tick to be claimed.
 *
 * @param tick the tick
 * @param place where it will run, {@code null} if this node has no room and only counts
 * it
 */
record ClaimRequest(DueTick tick, @Nullable Place place) {

	TickClaim claim() {
		return this.tick.claim(this.place == null);
	}

	void releasePlace() {
		if (this.place != null) {
			this.place.release();
		}
	}

}
