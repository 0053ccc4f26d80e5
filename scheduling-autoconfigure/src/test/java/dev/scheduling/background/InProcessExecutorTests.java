package dev.scheduling.background;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.background.InProcessExecutor.Unfinished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@ParameterizedClass(name = "virtualThreads={0}")
@MethodSource("threading")
class InProcessExecutorTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	@Parameter
	boolean virtualThreads;

	private final CountDownLatch gate = new CountDownLatch(1);

	private final Queue<String> ran = new ConcurrentLinkedQueue<>();

	private InProcessExecutor executor = new InProcessExecutor("unused-", 1, 0, false, "unused");

	static Stream<Boolean> threading() {
		return (Runtime.version().feature() >= 21) ? Stream.of(false, true) : Stream.of(false);
	}

	@AfterEach
	void openGateAndStop() {
		this.gate.countDown();
		this.executor.shutdown(Duration.ZERO);
	}

	@Test
	void runsAtMostAsManyAtATimeAsItsConcurrency() {
		create(2, 10);
		IntStream.range(0, 5).forEach((i) -> this.executor.execute(this::waitAtGate));

		await().until(() -> this.executor.running() == 2);

		assertThat(this.executor.queued()).isEqualTo(3);
	}

	@Test
	void runsQueuedWorkInOrder() {
		create(1, 10);
		this.executor.execute(this::waitAtGate);
		IntStream.range(0, 5).forEach((i) -> this.executor.execute(() -> this.ran.add("work-" + i)));

		this.gate.countDown();

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("gate", "work-0", "work-1", "work-2", "work-3", "work-4");
	}

	@Test
	void b5FullQueueRejectsNamingExecutorCapacityAndProperty() {
		create(1, 2);
		IntStream.range(0, 3).forEach((i) -> this.executor.execute(this::waitAtGate));

		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.executor.execute(() -> {
		}))
			.withMessage("Executor 'test-' is full: 1 running and 2 queued are its limit; raise"
					+ " 'test.queue-capacity' or add less work");
	}

	@Test
	void queueOfZeroTakesWhatCanStartAtOnceAndNoMore() {
		create(1, 0);
		this.executor.execute(this::waitAtGate);

		assertThat(this.executor.reserve()).isEmpty();

		this.gate.countDown();
		await().until(() -> this.executor.reserve().isPresent());
	}

	@Test
	void reservedPlaceIsUsableHoweverFullTheExecutorIs() {
		create(1, 1);
		Place place = this.executor.reserve().orElseThrow();
		this.executor.execute(this::waitAtGate);
		assertThat(this.executor.reserve()).isEmpty();

		place.run(() -> this.ran.add("reserved"));

		this.gate.countDown();
		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("gate", "reserved");
	}

	@Test
	void releasingTwiceGivesBackOnePlace() {
		create(1, 1);
		Place place = this.executor.reserve().orElseThrow();

		place.release();
		place.release();

		assertThat(this.executor.reserve()).isPresent();
		assertThat(this.executor.reserve()).isPresent();
		assertThat(this.executor.reserve()).isEmpty();
	}

	@Test
	void placeIsUsedOnce() {
		create(1, 1);
		Place place = this.executor.reserve().orElseThrow();
		place.release();

		assertThatIllegalStateException().isThrownBy(() -> place.run(() -> this.ran.add("never")));

		assertThat(this.ran).isEmpty();
	}

	@Test
	void workThatThrowsGivesItsPlaceBack() {
		create(1, 0);

		this.executor.execute(() -> {
			throw new QuietFailure();
		});

		await().dontCatchUncaughtExceptions().until(this::isIdle);
		assertThat(this.executor.reserve()).isPresent();
	}

	@Test
	void shutdownLetsQueuedAndReservedWorkFinishWithinTheBudget() {
		create(1, 10);
		Place place = this.executor.reserve().orElseThrow();
		this.executor.execute(this::waitAtGate);
		this.executor.execute(() -> place.run(() -> this.ran.add("reserved")));
		whenRefusingWork(this.gate::countDown);

		Unfinished unfinished = this.executor.shutdown(LONG);

		assertThat(unfinished).isEqualTo(new Unfinished(0, 0));
		assertThat(this.ran).containsExactly("gate", "reserved");
	}

	@Test
	void shutdownInterruptsWhatRunsAfterTheBudgetAndCountsTheRest() throws Exception {
		create(1, 10);
		CountDownLatch interrupted = new CountDownLatch(1);
		this.executor.execute(() -> {
			waitAtGate();
			interrupted.countDown();
		});
		IntStream.range(0, 3).forEach((i) -> this.executor.execute(() -> this.ran.add("never")));
		this.executor.reserve();
		await().until(() -> this.executor.running() == 1);

		Unfinished unfinished = this.executor.shutdown(Duration.ZERO);

		assertThat(unfinished).isEqualTo(new Unfinished(1, 4));
		assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.ran).containsExactly("interrupted");
	}

	@Test
	void refusesWorkAndUnusedPlacesAfterShutdown() {
		create(1, 10);
		Place place = this.executor.reserve().orElseThrow();
		this.executor.shutdown(Duration.ZERO);

		assertThat(place.isRevoked()).isTrue();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> place.run(() -> {
		})).withMessageContaining("shut down");
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.executor.execute(() -> {
		})).withMessage("Executor 'test-' accepts no work: the application is stopping");
	}

	@Test
	void preparedWorkRunsInItsOrderAndWhatAShutdownKeepsFromStartingIsToldSo() {
		create(1, 10);
		List<PreparedWork> work = IntStream.range(0, 3).mapToObj((i) -> prepare("work-" + i)).toList();
		this.executor.execute(this::waitAtGate);
		this.executor.runAll(work.subList(0, 2));
		await().until(() -> this.executor.running() == 1);

		this.executor.shutdown(Duration.ZERO);
		this.executor.runAll(work.subList(2, 3));

		assertThat(this.ran).contains("work-0 refused", "work-1 refused", "work-2 refused").doesNotContain("work-0");
	}

	@Test
	void preparedWorkUsesItsPlaceOnce() {
		create(2, 1);
		Place place = this.executor.reserve().orElseThrow();
		PreparedWork work = this.executor.prepare(place, () -> this.ran.add("prepared"),
				(cause) -> this.ran.add("refused"));

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> place.run(() -> {
		}));
		this.executor.runAll(List.of(work));

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("prepared");
	}

	private PreparedWork prepare(String name) {
		return this.executor.prepare(this.executor.reserve().orElseThrow(), () -> this.ran.add(name),
				(cause) -> this.ran.add(name + " refused"));
	}

	@Test
	void worksAgainAfterAStart() {
		create(1, 10);
		this.executor.shutdown(Duration.ZERO);

		this.executor.start();

		this.executor.execute(() -> this.ran.add("again"));
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("again"));
	}

	@Test
	void threadsAreNamedDaemonsWithTheClassLoaderOfTheirCreator() {
		create(1, 0);

		ClassLoader other = new ClassLoader(null) {
		};
		Thread.currentThread().setContextClassLoader(other);
		try {
			this.executor.execute(() -> {
				Thread thread = Thread.currentThread();
				this.ran.add(thread.getName() + " " + thread.isDaemon() + " "
						+ (thread.getContextClassLoader() == getClass().getClassLoader()));
			});
		}
		finally {
			Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
		}

		await().untilAsserted(() -> assertThat(this.ran).singleElement().asString().matches("test-\\d+ true true"));
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void virtualThreadsOnAnOldJdkFailWithWhatToDo() {
		assertThatIllegalArgumentException().isThrownBy(() -> new InProcessExecutor("test-", 1, 0, true, "test"))
			.withMessageStartingWith("Virtual threads need a JDK of 21 or later, this one is 1")
			.withMessageEndingWith("set 'spring.threads.virtual.enabled' to false");
	}

	private void create(int concurrency, int queueCapacity) {
		this.executor = new InProcessExecutor("test-", concurrency, queueCapacity, this.virtualThreads,
				"test.queue-capacity");
	}

	private boolean isIdle() {
		return this.executor.taken() == 0;
	}

	private void waitAtGate() {
		try {
			this.gate.await();
			this.ran.add("gate");
		}
		catch (InterruptedException ex) {
			this.ran.add("interrupted");
		}
	}

	private void whenRefusingWork(Runnable action) {
		Thread thread = new Thread(() -> {
			await().until(() -> this.executor.reserve().map(this::release).isEmpty());
			action.run();
		});
		thread.start();
	}

	private boolean release(Place place) {
		place.release();
		return true;
	}

	/**
	 * Ends a pool thread without filling the test's output with a trace.
	 */
	@SuppressWarnings("serial")
	private static final class QuietFailure extends RuntimeException {

		private QuietFailure() {
			super("expected", null, false, false);
		}

	}

}
