package dev.scheduling.background;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.background.InProcessExecutor.Unfinished;

/**
 * The threads and places of an {@link InProcessExecutor} from one start to the next
 * shutdown. Places are counted by a semaphore and not by the queue of the work, which is
 * therefore unbounded: that is what makes a reserved place impossible to refuse.
 */
final class BoundedPool {

	private static final Duration KEEP_IDLE_THREADS = Duration.ofSeconds(30);

	private final int capacity;

	private final Semaphore places;

	private final ThreadPoolExecutor threads;

	private final WorkQueue<PreparedWork> work;

	private final AtomicInteger running = new AtomicInteger();

	private final Outstanding outstanding = new Outstanding();

	private volatile boolean closed;

	private volatile boolean revoked;

	BoundedPool(ThreadFactory threadFactory, int concurrency, int queueCapacity) {
		this.capacity = Math.addExact(concurrency, queueCapacity);
		this.places = new Semaphore(this.capacity);
		this.threads = new ThreadPoolExecutor(concurrency, concurrency, KEEP_IDLE_THREADS.toNanos(),
				TimeUnit.NANOSECONDS, new LinkedTransferQueue<>(), threadFactory);
		this.threads.allowCoreThreadTimeOut(true);
		this.work = new WorkQueue<>(this.threads, concurrency, () -> this.revoked);
	}

	Optional<Place> reserve() {
		return (!this.closed && this.places.tryAcquire()) ? Optional.of(new ReservedPlace()) : Optional.empty();
	}

	boolean isClosed() {
		return this.closed;
	}

	int running() {
		return this.running.get();
	}

	int free() {
		return this.closed ? 0 : this.places.availablePermits();
	}

	int taken() {
		return this.capacity - this.places.availablePermits();
	}

	int waiting() {
		return Math.max(0, taken() - running());
	}

	Unfinished close(Duration budget) {
		drain(budget);
		return revoke();
	}

	boolean drain(Duration budget) {
		this.closed = true;
		return this.outstanding.awaitNone(budget);
	}

	private Unfinished revoke() {
		Unfinished unfinished = revokeOnce();
		RejectedExecutionException reason = new RejectedExecutionException("The executor has shut down");
		this.work.takeRest().forEach((piece) -> piece.refuse(reason));
		return unfinished;
	}

	private synchronized Unfinished revokeOnce() {
		if (this.revoked) {
			return new Unfinished(0, 0);
		}
		this.revoked = true;
		Unfinished unfinished = new Unfinished(running(), waiting());
		this.threads.shutdownNow();
		return unfinished;
	}

	/** Of the pool that the place belongs to. */
	static PreparedWork prepare(Place place, Runnable work, Consumer<Throwable> refused) {
		return ((ReservedPlace) place).prepare(work, refused);
	}

	private void accept(PreparedWork piece) {
		this.outstanding.add(1);
		try {
			this.work.add(piece);
		}
		catch (RejectedExecutionException ex) {
			this.outstanding.remove();
			throw new RejectedExecutionException("The executor has shut down since this place was reserved");
		}
		catch (Error ex) { // no more threads
			this.outstanding.remove();
			throw ex;
		}
	}

	void acceptAll(List<PreparedWork> work) {
		this.outstanding.add(work.size());
		this.work.addAll(work, PreparedWork::refuse);
	}

	private final class ReservedPlace implements Place {

		private final AtomicReference<State> state = new AtomicReference<>(State.RESERVED);

		@Override
		public void run(Runnable work) {
			use();
			try {
				accept(new Piece(this, work, (cause) -> {
				}));
			}
			catch (RuntimeException | Error ex) {
				release();
				throw ex;
			}
		}

		PreparedWork prepare(Runnable work, Consumer<Throwable> refused) {
			use();
			return new Piece(this, work, refused);
		}

		private void use() {
			if (!this.state.compareAndSet(State.RESERVED, State.USED)) {
				throw new IllegalStateException("A place can be used once, and not after its release");
			}
		}

		@Override
		public void release() {
			if (this.state.getAndSet(State.RELEASED) != State.RELEASED) {
				BoundedPool.this.places.release();
			}
		}

		@Override
		public boolean isRevoked() {
			return BoundedPool.this.revoked;
		}

	}

	/** Work in its place. */
	private final class Piece extends PreparedWork {

		private final Place place;

		private final Runnable work;

		private final Consumer<Throwable> refused;

		Piece(Place place, Runnable work, Consumer<Throwable> refused) {
			this.place = place;
			this.work = work;
			this.refused = refused;
		}

		@Override
		public void run() {
			BoundedPool.this.running.incrementAndGet();
			try {
				this.work.run();
			}
			finally {
				this.place.release();
				BoundedPool.this.running.decrementAndGet();
				BoundedPool.this.outstanding.remove();
			}
		}

		@Override
		void refuse(Throwable cause) {
			this.place.release();
			BoundedPool.this.outstanding.remove();
			this.refused.accept(cause);
		}

	}

	private enum State {

		RESERVED, USED, RELEASED

	}

}
