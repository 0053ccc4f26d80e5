package dev.scheduling.background;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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

	private final WorkQueue work;

	private final AtomicInteger running = new AtomicInteger();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition idle = this.lock.newCondition();

	private final AtomicInteger accepted = new AtomicInteger();

	private volatile boolean closed;

	private volatile boolean revoked;

	BoundedPool(ThreadFactory threadFactory, int concurrency, int queueCapacity) {
		this.capacity = Math.addExact(concurrency, queueCapacity);
		this.places = new Semaphore(this.capacity);
		this.threads = new ThreadPoolExecutor(concurrency, concurrency, KEEP_IDLE_THREADS.toNanos(),
				TimeUnit.NANOSECONDS, new LinkedTransferQueue<>(), threadFactory);
		this.threads.allowCoreThreadTimeOut(true);
		this.work = new WorkQueue(this.threads, concurrency, () -> this.revoked);
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
		return awaitIdle(budget);
	}

	private boolean awaitIdle(Duration budget) {
		long left = budget.toNanos();
		this.lock.lock();
		try {
			while (this.accepted.get() > 0 && left > 0) {
				left = this.idle.awaitNanos(left);
			}
			return this.accepted.get() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Unfinished revoke() {
		this.lock.lock();
		try {
			if (this.revoked) {
				return new Unfinished(0, 0);
			}
			this.revoked = true;
			Unfinished unfinished = new Unfinished(running(), waiting());
			this.threads.shutdownNow();
			return unfinished;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void accept(Runnable work, Place place) {
		this.accepted.incrementAndGet();
		try {
			this.work.add(() -> runAndRelease(work, place));
		}
		catch (RejectedExecutionException ex) {
			ended();
			throw new RejectedExecutionException("The executor has shut down since this place was reserved");
		}
		catch (Error ex) { // no more threads
			ended();
			throw ex;
		}
	}

	private void runAndRelease(Runnable work, Place place) {
		this.running.incrementAndGet();
		try {
			work.run();
		}
		finally {
			place.release();
			this.running.decrementAndGet();
			ended();
		}
	}

	/** Only a shutdown waits, and it closes the pool before it looks. */
	private void ended() {
		if (this.accepted.decrementAndGet() == 0 && this.closed) {
			this.lock.lock();
			try {
				this.idle.signalAll();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private final class ReservedPlace implements Place {

		private final AtomicReference<State> state = new AtomicReference<>(State.RESERVED);

		@Override
		public void run(Runnable work) {
			if (!this.state.compareAndSet(State.RESERVED, State.USED)) {
				throw new IllegalStateException("A place can be used once, and not after its release");
			}
			try {
				accept(work, this);
			}
			catch (RuntimeException | Error ex) {
				release();
				throw ex;
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

	private enum State {

		RESERVED, USED, RELEASED

	}

}
