package dev.scheduling.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.background.ThreadShortage;
import dev.scheduling.store.JobCompletion.HandedBack;

/**
 * Where jobs run: so many at a time, each on a thread of its own. A place is reserved
 * before a job is fetched, so that no job waits here for a thread.
 */
final class Lane {

	private static final Duration AFTER_ERROR = Duration.ofSeconds(30);

	private final InProcessExecutor executor;

	/**
	 * Creates the lane.
	 * @param executor its threads; without a queue, or jobs would wait in it under lease
	 */
	Lane(InProcessExecutor executor) {
		this.executor = executor;
	}

	/**
	 * Returns whether a further job could run now.
	 * @return {@code false} if all places are taken
	 */
	boolean hasFree() {
		return this.executor.free() > 0;
	}

	/**
	 * Reserves places. The caller uses or releases each of them.
	 * @param most how many at most
	 * @return as many as are free
	 */
	List<Place> reserve(int most) {
		List<Place> places = new ArrayList<>();
		while (places.size() < most) {
			Optional<Place> place = this.executor.reserve();
			if (place.isEmpty()) {
				break;
			}
			places.add(place.get());
		}
		return places;
	}

	/**
	 * Runs a job.
	 * @param run the job
	 * @param place its place, free again as soon as its code has returned
	 * @param ended called then, on the thread of the run
	 * @return {@code false} if there was no thread for it
	 */
	boolean start(JobRun run, Place place, Runnable ended) {
		try {
			place.run(() -> execute(run, place, ended));
			return true;
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			ThreadShortage.report(ex, () -> "job '%s'".formatted(run.lease().id()));
			return false;
		}
	}

	private static void execute(JobRun run, Place place, Runnable ended) {
		try {
			run.execute();
		}
		finally {
			// Without an end an error of ours would keep the job under lease for ever.
			run.end(new HandedBack(run.lease(), AFTER_ERROR));
			place.release();
			ended.run();
		}
	}

}
