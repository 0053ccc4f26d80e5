package dev.scheduling.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import dev.scheduling.worker.QueueChannel.Exchange;

/**
 * Talks to the queues, one after the other: ends what has ended, fetches no more than the
 * lane has places for, and starts what it has got. A busy worker does both in one call
 * for each batch; an idle one is called by the {@link MarkerWatch}.
 */
final class JobFetcher {

	private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

	private static final long SHORT_WAIT = TimeUnit.MILLISECONDS.toNanos(20);

	private final List<QueueChannel> channels;

	private final Map<String, QueueChannel> byQueue;

	private final Lane lane;

	private final LiveRuns runs;

	private final JobStarter starter;

	private final StoreAvailability availability;

	private final LongSupplier nanoTime;

	private final Backoff backoff;

	private final Set<String> visits = ConcurrentHashMap.newKeySet();

	private final Set<String> awaited = ConcurrentHashMap.newKeySet();

	private volatile Runnable onEvent = () -> {
	};

	private volatile Runnable onIdle = () -> {
	};

	private volatile boolean stopping;

	private volatile boolean idle;

	private int round;

	JobFetcher(List<QueueChannel> channels, Lane lane, LiveRuns runs, JobStarter starter,
			StoreAvailability availability, LongSupplier nanoTime) {
		this.channels = channels;
		this.byQueue = channels.stream().collect(Collectors.toMap(QueueChannel::queue, Function.identity()));
		this.lane = lane;
		this.runs = runs;
		this.starter = starter;
		this.availability = availability;
		this.nanoTime = nanoTime;
		this.backoff = new Backoff(nanoTime);
		this.visits.addAll(queues());
	}

	/**
	 * Says whom to tell what.
	 * @param onEvent called when a pass is needed at once
	 * @param onIdle called while there is nothing to fetch and room for more
	 */
	void connect(Runnable onEvent, Runnable onIdle) {
		this.onEvent = onEvent;
		this.onIdle = onIdle;
	}

	/**
	 * Goes round the queues once, beginning with another one each time. Stops where the
	 * store does not answer.
	 * @return how many nanoseconds to wait until the next pass
	 */
	long pass() {
		if (this.backoff.left() > 0) {
			return this.backoff.left();
		}
		// While the store is away this thread alone asks for it, also if it is full.
		boolean away = this.availability.isAway();
		this.channels.stream()
			.filter((channel) -> this.visits.remove(channel.queue()) || away)
			.forEach((channel) -> channel.timing().visit());
		this.round = (this.round + 1) % this.channels.size();
		for (int i = 0; i < this.channels.size(); i++) {
			QueueChannel channel = this.channels.get((this.round + i) % this.channels.size());
			channel.call(isBusy(channel), this.availability).ifPresent(this::answered);
			if (this.availability.isAway()) {
				this.idle = false;
				this.backoff.failed();
				return this.backoff.left();
			}
		}
		this.backoff.answered();
		noticeIdleness();
		return quietFor();
	}

	private boolean isBusy(QueueChannel channel) {
		return !this.idle && !this.awaited.contains(channel.queue());
	}

	private void noticeIdleness() {
		this.idle = !this.stopping && this.lane.hasFree() && this.channels.stream().noneMatch(QueueChannel::hasMore);
		if (this.idle) {
			this.onIdle.run();
		}
	}

	private long quietFor() {
		if (this.stopping) {
			return SHORT_WAIT;
		}
		long wait = LONGEST_WAIT;
		for (QueueChannel channel : this.channels) {
			wait = channel.quietFor(wait);
		}
		return wait;
	}

	private void answered(Exchange exchange) {
		exchange.flush()
			.ifPresent((flush) -> flush.completions().forEach((completion) -> this.runs.settled(completion.lease())));
		exchange.fetch().ifPresent((fetch) -> this.starter.start(fetch, exchange.jobs(), this.stopping, this::ended));
	}

	/**
	 * Takes a run whose code has returned, or that was given up.
	 * @param run the run, by any thread
	 */
	void ended(JobRun run) {
		run.takeCompletion().ifPresent((completion) -> {
			channel(run.partition()).end(completion);
			this.runs.ended(run);
			this.onEvent.run();
		});
	}

	private QueueChannel channel(String queue) {
		return Objects.requireNonNull(this.byQueue.get(queue), queue);
	}

	/**
	 * Returns whether there is nothing to fetch and room for more.
	 * @return whether somebody should wait for a marker
	 */
	boolean isIdle() {
		return this.idle;
	}

	/**
	 * Returns for which markers of a group somebody should wait.
	 * @param queues the queues of the group
	 * @return all but those of which as many jobs run here as may: for them a worker
	 * would be woken in vain
	 */
	List<String> open(Collection<String> queues) {
		return queues.stream().filter((queue) -> channel(queue).isOpen()).toList();
	}

	/**
	 * Visits all queues, because one may have a job. Any thread may call this.
	 */
	void visit() {
		visit(queues());
	}

	/**
	 * Visits some queues, because one may have a job, or nobody waits for their markers
	 * any more. Any thread may call this.
	 * @param queues the queues
	 */
	void visit(Collection<String> queues) {
		this.awaited.removeAll(queues);
		this.visits.addAll(queues);
		this.idle = false;
		this.onEvent.run();
	}

	/**
	 * Learns that somebody waits for the markers of queues, until they are visited. Any
	 * thread may call this.
	 * @param queues the queues
	 */
	void awaiting(Collection<String> queues) {
		this.awaited.addAll(queues);
	}

	private List<String> queues() {
		return this.channels.stream().map(QueueChannel::queue).toList();
	}

	/**
	 * Fetches nothing more, and hands back what a fetch under way brings. Any thread may
	 * call this.
	 */
	void stopFetching() {
		this.stopping = true;
		this.channels.forEach(QueueChannel::close);
		this.onEvent.run();
	}

	/**
	 * Returns whether nothing more is fetched.
	 * @return {@code true} from {@link #stopFetching} on
	 */
	boolean isStopping() {
		return this.stopping;
	}

	/**
	 * Tells the store of all that has ended, on the current thread once the loop has
	 * stopped.
	 * @param atMost how long to try
	 * @return {@code false} if it could not be told
	 */
	boolean flush(Duration atMost) {
		long end = this.nanoTime.getAsLong() + atMost.toNanos();
		while (hasCompletions() && end - this.nanoTime.getAsLong() > 0 && !Thread.currentThread().isInterrupted()) {
			long wait = pass();
			if (hasCompletions()) {
				LockSupport.parkNanos(this, Math.min(wait, SHORT_WAIT));
			}
		}
		return !hasCompletions();
	}

	private boolean hasCompletions() {
		return this.channels.stream().anyMatch(QueueChannel::hasCompletions);
	}

}
