package dev.scheduling.background;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import dev.scheduling.background.InProcessExecutor.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class BackgroundTaskOrderTests {

	private final InProcessExecutor executor = new InProcessExecutor("test-", 4, 100, false, "test.queue-capacity");

	private final LongRunWarning longRuns = new LongRunWarning(Duration.ofMillis(1), System::nanoTime);

	private final Queue<String> ran = new ConcurrentLinkedQueue<>();

	@AfterEach
	void stop() {
		this.executor.shutdown(Duration.ZERO);
		this.longRuns.close();
		MDC.clear();
	}

	@Test
	void b2FailedTaskDoesNotStopTheNext(CapturedOutput output) {
		startRequest(backgroundTasks(false));

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("before", "behind");
		assertThat(output).contains("Background task 'broken' failed and is not repeated").contains("mail is down");
	}

	@Test
	void b2WhateverATaskThrowsOrLeavesBehindDoesNotReachTheNext() {
		InProcessBackgroundTasks background = backgroundTasks(false);
		RequestTasks request = new RequestTasks(false);
		background.bind(request);
		background.add("interrupted", () -> Thread.currentThread().interrupt());
		background.add("error", () -> {
			throw new LinkageError("a class is missing");
		});
		background.add("next", () -> this.ran.add("interrupted: " + Thread.currentThread().isInterrupted()));
		background.bind(null);

		background.startAll(request);

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("interrupted: false");
	}

	@Test
	void b2StopOnErrorDropsTheTasksBehind(CapturedOutput output) {
		startRequest(backgroundTasks(true));

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("before");
		assertThat(output).contains("Dropped [behind] behind the failed 'broken'");
	}

	@Test
	void b3OutsideARequestStartsAtOnce() {
		backgroundTasks(false).add("task", () -> this.ran.add("task"));

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("task");
	}

	@Test
	void b3AddedByATaskStartsAtOnce() {
		InProcessBackgroundTasks background = backgroundTasks(false);

		background.add("outer", () -> background.add("inner", () -> this.ran.add("inner")));

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("inner");
	}

	@Test
	void b3AddedToAFinishedRequestStartsAtOnce() {
		InProcessBackgroundTasks background = backgroundTasks(false);
		RequestTasks request = new RequestTasks(false);
		background.startAll(request);
		background.bind(request);

		background.add("late", () -> this.ran.add("late"));

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("late");
	}

	@Test
	void b5ShutdownStopsAListBetweenTwoTasks() {
		InProcessBackgroundTasks background = backgroundTasks(false);
		RequestTasks request = new RequestTasks(false);
		background.bind(request);
		background.add("deaf", () -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				this.ran.add("interrupted");
			}
		});
		background.add("next", () -> this.ran.add("next"));
		background.bind(null);
		background.startAll(request);
		await().until(() -> this.executor.running() == 1);

		assertThat(this.executor.shutdown(Duration.ZERO)).isEqualTo(new InProcessExecutor.Unfinished(1, 1));

		await().until(() -> this.executor.running() == 0);
		assertThat(this.ran).containsExactly("interrupted");
	}

	@Test
	void b5RequestThatEndsAfterTheShutdownDropsItsTasksAndSaysWhich(CapturedOutput output) {
		InProcessBackgroundTasks background = backgroundTasks(false);
		RequestTasks request = new RequestTasks(false);
		background.bind(request);
		background.add("mail", () -> this.ran.add("mail"));
		background.add("audit", () -> this.ran.add("audit"));
		background.bind(null);
		this.executor.shutdown(Duration.ZERO);

		background.startAll(request);

		assertThat(isIdle()).isTrue();
		assertThat(this.ran).isEmpty();
		assertThat(output)
			.contains("Dropped [mail, audit]: the application had stopped before their request or transaction ended");
	}

	@Test
	void b5TasksForWhichThereIsNoThreadAreDroppedAndTheCallerGoesOn(CapturedOutput output) {
		Place threadless = mock(Place.class);
		willThrow(new OutOfMemoryError("unable to create native thread")).given(threadless).run(any());
		BackgroundTask task = new BackgroundTask("mail", () -> this.ran.add("mail"), threadless);

		new BackgroundTaskRunner(this.longRuns, false).handOver(List.of(task));

		then(threadless).should().release();
		assertThat(output).contains("No thread could be made for background tasks [mail], which are dropped");
	}

	@Test
	void b7WarnsOfATaskThatIsStillRunning(CapturedOutput output) {
		CountDownLatch gate = new CountDownLatch(1);

		backgroundTasks(false).add("send-welcome", () -> awaitQuietly(gate));

		await().untilAsserted(() -> assertThat(output).contains("Background task 'send-welcome' is still running")
			.contains("@JobHandler(\"send-welcome\")"));
		gate.countDown();
	}

	@Test
	void b1TaskSeesTheLoggingContextOfItsCallerAndLeavesNoneBehind() {
		InProcessExecutor oneThread = new InProcessExecutor("test-", 1, 100, false, "test.queue-capacity");
		InProcessBackgroundTasks background = new InProcessBackgroundTasks(oneThread, this.longRuns, false);
		MDC.put("trace", "abc");

		background.add(() -> this.ran.add("trace " + MDC.get("trace")));
		MDC.clear();
		oneThread.execute(() -> this.ran.add("later " + MDC.get("trace")));

		assertThat(oneThread.shutdown(Duration.ofSeconds(10))).isEqualTo(new InProcessExecutor.Unfinished(0, 0));
		assertThat(this.ran).containsExactly("trace abc", "later null");
	}

	@Test
	void lambdaIsNamedAfterTheMethodThatAddedIt(CapturedOutput output) {
		backgroundTasks(false).add(() -> fail());

		await().until(this::isIdle);
		assertThat(output)
			.contains("Background task 'BackgroundTaskOrderTests.lambdaIsNamedAfterTheMethodThatAddedIt' failed");
	}

	@Test
	void lambdaAddedByALambdaIsNamedAfterTheMethodAround(CapturedOutput output) {
		Runnable adding = () -> backgroundTasks(false).add(() -> fail());
		adding.run();

		await().until(this::isIdle);
		assertThat(output).contains(
				"Background task 'BackgroundTaskOrderTests.lambdaAddedByALambdaIsNamedAfterTheMethodAround' failed");
	}

	@Test
	void taskWithAClassIsNamedAfterIt(CapturedOutput output) {
		backgroundTasks(false).add(new SendWelcome());

		await().until(this::isIdle);
		assertThat(output).contains("Background task 'BackgroundTaskOrderTests.SendWelcome' failed");
	}

	@Test
	void blankNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> backgroundTasks(false).add(" ", () -> {
		})).withMessage("'name' must not be blank");
		assertThat(isIdle()).isTrue();
	}

	private InProcessBackgroundTasks backgroundTasks(boolean stopOnError) {
		return new InProcessBackgroundTasks(this.executor, this.longRuns, stopOnError);
	}

	private void startRequest(InProcessBackgroundTasks background) {
		RequestTasks request = new RequestTasks(false);
		background.bind(request);
		background.add("before", () -> this.ran.add("before"));
		background.add("broken", () -> fail());
		background.add("behind", () -> this.ran.add("behind"));
		background.bind(null);
		background.startAll(request);
	}

	private boolean isIdle() {
		return this.executor.taken() == 0;
	}

	private static void fail() {
		throw new IllegalStateException("mail is down");
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static final class SendWelcome implements Runnable {

		@Override
		public void run() {
			fail();
		}

	}

}
