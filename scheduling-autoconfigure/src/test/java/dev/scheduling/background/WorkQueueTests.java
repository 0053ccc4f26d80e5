package dev.scheduling.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WorkQueueTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger woken = new AtomicInteger();

	private final AtomicBoolean ended = new AtomicBoolean();

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void whatManyThreadsAddIsDoneByNoMoreThanTheLimit(int concurrency) throws InterruptedException {
		WorkQueue<Runnable> queue = queue(concurrency);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		for (int round = 0; round < 2000; round++) {
			CountDownLatch done = new CountDownLatch(6);
			Runnable piece = () -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				running.decrementAndGet();
				done.countDown();
			};
			IntStream.range(0, 3).forEach((i) -> this.threads.execute(() -> {
				queue.add(piece);
				queue.add(piece);
			}));

			assertThat(done.await(10, TimeUnit.SECONDS)).as("round %d", round).isTrue();
		}
		assertThat(most).hasValueLessThanOrEqualTo(concurrency);
	}

	@Test
	void workThatBlocksDoesNotKeepTheRestWaitingWhileAThreadIsLeft() throws Exception {
		WorkQueue<Runnable> queue = queue(3);
		CyclicBarrier allThree = new CyclicBarrier(4);

		for (int i = 0; i < 3; i++) {
			queue.add(() -> await(allThree));
		}

		allThree.await(10, TimeUnit.SECONDS);
	}

	@Test
	void oneThreadWorksInTheOrderOfArrivalAndIsWokenOnce() {
		WorkQueue<Runnable> queue = queue(1);
		CountDownLatch begun = new CountDownLatch(1);
		List<Integer> order = Collections.synchronizedList(new ArrayList<>());
		queue.add(() -> awaitOpen(begun));

		IntStream.range(0, 1000).forEach((i) -> queue.add(() -> order.add(i)));
		begun.countDown();

		Awaitility.await().until(() -> order.size() == 1000);
		assertThat(order).isSorted();
		assertThat(this.woken).hasValue(1);
	}

	@Test
	void workThatThrowsEndsNothingAndItsInterruptReachesNobodyElse() {
		List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
		WorkQueue<Runnable> queue = new WorkQueue<>((work) -> {
			Thread thread = new Thread(work);
			thread.setUncaughtExceptionHandler((any, ex) -> uncaught.add(ex));
			thread.start();
		}, 1, this.ended::get);
		List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());

		queue.add(() -> {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("broken");
		});
		queue.add(() -> interrupted.add(Thread.currentThread().isInterrupted()));

		Awaitility.await().until(() -> interrupted.size() == 1);
		assertThat(interrupted).containsExactly(false);
		assertThat(uncaught).singleElement().isInstanceOf(IllegalStateException.class);
	}

	@Test
	void workForWhichThereIsNoThreadIsRefusedAndTheNextIsNot() {
		AtomicBoolean exhausted = new AtomicBoolean(true);
		List<String> done = Collections.synchronizedList(new ArrayList<>());
		WorkQueue<Runnable> queue = new WorkQueue<>((work) -> {
			if (exhausted.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			this.threads.execute(work);
		}, 2, this.ended::get);

		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> queue.add(() -> done.add("first")));
		exhausted.set(false);
		queue.add(() -> done.add("second"));

		Awaitility.await().until(() -> !done.isEmpty());
		assertThat(done).containsExactly("second");
	}

	@Test
	void piecesThatComeTogetherAreDoneInTheirOrderForOneWakeUp() {
		WorkQueue<Runnable> queue = queue(1);
		List<Integer> order = Collections.synchronizedList(new ArrayList<>());
		List<Runnable> pieces = new ArrayList<>();
		IntStream.range(0, 1000).forEach((i) -> pieces.add(() -> order.add(i)));
		CountDownLatch begun = new CountDownLatch(1);
		queue.add(() -> awaitOpen(begun));

		queue.addAll(pieces, (piece, cause) -> order.add(-1));
		begun.countDown();

		Awaitility.await().until(() -> order.size() == 1000);
		assertThat(order).isSorted().doesNotContain(-1);
		assertThat(this.woken).hasValue(1);
	}

	@Test
	void piecesThatComeTogetherUseAllThreads() throws Exception {
		WorkQueue<Runnable> queue = queue(3);
		CyclicBarrier allThree = new CyclicBarrier(4);
		Runnable piece = () -> await(allThree);

		queue.addAll(List.of(piece, piece, piece), (refused, cause) -> {
		});

		allThree.await(10, TimeUnit.SECONDS);
	}

	@Test
	void piecesThatComeTogetherAndFindNoThreadAreRefusedEachOnce() {
		List<Runnable> refused = new ArrayList<>();
		WorkQueue<Runnable> queue = new WorkQueue<>((work) -> {
			throw new OutOfMemoryError("unable to create native thread");
		}, 2, this.ended::get);
		List<Runnable> pieces = List.of(() -> {
		}, () -> {
		}, () -> {
		});

		queue.addAll(pieces, (piece, cause) -> refused.add(piece));
		this.ended.set(true);
		queue.addAll(pieces, (piece, cause) -> refused.add(piece));

		assertThat(refused).hasSize(6).startsWith(pieces.toArray(Runnable[]::new));
	}

	@Test
	void afterTheEndNothingStarts() {
		WorkQueue<Runnable> queue = queue(1);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch goesOn = new CountDownLatch(1);
		List<String> done = Collections.synchronizedList(new ArrayList<>());
		queue.add(() -> {
			running.countDown();
			awaitOpen(goesOn);
			done.add("first");
		});
		queue.add(() -> done.add("second"));

		awaitOpen(running);
		this.ended.set(true);
		goesOn.countDown();

		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> queue.add(() -> done.add("third")));
		Awaitility.await().during(Duration.ofMillis(50)).until(() -> done.equals(List.of("first")));
	}

	private WorkQueue<Runnable> queue(int concurrency) {
		return new WorkQueue<>((work) -> {
			this.woken.incrementAndGet();
			this.threads.execute(work);
		}, concurrency, this.ended::get);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void awaitOpen(CountDownLatch latch) {
		try {
			latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
