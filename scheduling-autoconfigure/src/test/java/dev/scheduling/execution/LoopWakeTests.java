package dev.scheduling.execution;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoopWakeTests {

	private static final long LONG = TimeUnit.HOURS.toNanos(1);

	private final Semaphore passes = new Semaphore(0);

	private final CountDownLatch released = new CountDownLatch(1);

	private Loop loop;

	@AfterEach
	void stop() {
		this.loop.stop();
	}

	@Test
	void wakeDuringAPassThatBlocksIsNotLost() throws InterruptedException {
		start(() -> {
			this.passes.release();
			await(this.released);
			return LONG;
		});
		assertThat(this.passes.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

		this.loop.wake();
		TimeUnit.MILLISECONDS.sleep(50);
		this.released.countDown();

		assertThat(this.passes.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void noWakeIsLostWhateverTheLoopDoesJustThen() {
		AtomicInteger said = new AtomicInteger();
		AtomicInteger heard = new AtomicInteger();
		start(() -> {
			heard.set(said.get());
			return LONG;
		});

		for (int i = 1; i <= 20_000; i++) {
			said.set(i);
			this.loop.wake();
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
			while (heard.get() < i) {
				assertThat(System.nanoTime() - end).as("wake %d", i).isNegative();
				Thread.onSpinWait();
			}
		}
	}

	@Test
	void interruptEndsThePassUnderWay() throws InterruptedException {
		CountDownLatch interrupted = new CountDownLatch(1);
		start(() -> {
			this.passes.release();
			if (!await(this.released)) {
				interrupted.countDown();
			}
			return LONG;
		});
		assertThat(this.passes.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

		this.loop.interrupt();

		assertThat(interrupted.getCount()).isZero();
	}

	private void start(LongSupplier pass) {
		this.loop = new Loop("test", Thread::new, pass);
		this.loop.start();
	}

	private static boolean await(CountDownLatch latch) {
		try {
			latch.await();
			return true;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
