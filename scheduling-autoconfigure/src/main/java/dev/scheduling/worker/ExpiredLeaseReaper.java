package dev.scheduling.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.QueueRetention;
import dev.scheduling.store.ReapResult;
import dev.scheduling.store.ReapRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from dead workers, as every worker does: each second while jobs run
 * anywhere, else often enough for the store to tell a pause of all workers from an outage
 * of its own.
 */
final class ExpiredLeaseReaper {

	private static final Logger logger = LoggerFactory.getLogger(ExpiredLeaseReaper.class);

	private static final long EACH_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final JobLeaseStore store;

	private final Duration lease;

	private final Function<String, QueueRetention> kept;

	private final Iterable<QueueChannel> channels;

	private final StoreAvailability availability;

	ExpiredLeaseReaper(JobLeaseStore store, Duration lease, Function<String, QueueRetention> kept,
			Iterable<QueueChannel> channels, StoreAvailability availability) {
		this.store = store;
		this.lease = lease;
		this.kept = kept;
		this.channels = channels;
		this.availability = availability;
	}

	/**
	 * Looks at each queue once, unless the store is known to be away.
	 * @return how many nanoseconds to wait until the next pass
	 */
	long pass() {
		boolean idle = true;
		for (QueueChannel channel : this.channels) {
			idle &= !this.availability.isAway() && reap(channel).filter((result) -> result.running() == 0).isPresent();
		}
		long third = this.lease.toNanos() / 3;
		return idle ? third : Math.min(third, EACH_SECOND);
	}

	private Optional<ReapResult> reap(QueueChannel channel) {
		ReapRules rules = ReapRules.of(this.lease, this.kept.apply(channel.queue()));
		Optional<ReapResult> answer = this.availability.ask(() -> this.store.reap(channel.queue(), rules));
		answer.ifPresent((result) -> {
			if (result.crashed() > 0) {
				logger.warn("Queue '{}': {} jobs were taken from dead workers, {} of them for the last time",
						channel.queue(), result.crashed(), result.died());
			}
			channel.parked(result.parked());
			if (result.nextDueIn() != null) {
				channel.timing().dueIn(result.nextDueIn());
			}
		});
		return answer;
	}

}
