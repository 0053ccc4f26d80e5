package dev.scheduling.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class LongRunWarningTests {

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

	@AfterEach
	void stopTimer() {
		this.timer.shutdownNow();
	}

	@Test
	void b7TextOfABackgroundTaskShowsItsDurableForm() {
		assertThat(LongRun.BACKGROUND_TASK.describe("UserController.create", Duration.ofSeconds(30))).isEqualTo("""
				Background task 'UserController.create' is still running after 30s \
				('scheduling.background.long-run-threshold'). \
				It is lost if this process stops. A durable job survives that:

				    record UserControllerCreate(String id) { }    // what the work needs, as data

				    jobs.enqueue(new UserControllerCreate(id));    // instead of background.add(...)

				    @JobHandler("user-controller-create")
				    void userControllerCreate(UserControllerCreate request, JobContext context) { ... }

				This is said once per name.""");
	}

	@Test
	void b7TextOfAPeriodicTaskShowsItsDurableForm() {
		assertThat(LongRun.PERIODIC_TASK.describe("daily-report", Duration.ofSeconds(90))).isEqualTo("""
				Periodic task 'daily-report' is still running after 1m30s \
				('scheduling.background.long-run-threshold'). \
				This run is lost if this process stops. A durable run survives that:

				    @Periodic(name = "daily-report", execution = Execution.DURABLE)

				or, in application.yml, 'scheduling.tasks.daily-report.execution: durable'. \
				This is said once per name.""");
	}

	@Test
	void b7WarnsWhileTheTaskIsStillRunning(CapturedOutput output) {
		LongRunWarning warning = new LongRunWarning(Duration.ofMillis(1), System::nanoTime, this.timer);

		try (LongRunWarning.Watch watch = warning.watch(LongRun.BACKGROUND_TASK, "send-welcome")) {
			await().untilAsserted(() -> assertThat(output).contains("jobs.enqueue(new SendWelcome(id));"));
		}
	}

	@Test
	void b7WarnsOncePerName(CapturedOutput output) {
		LongRunWarning warning = new LongRunWarning(Duration.ofMillis(1), System::nanoTime, this.timer);
		// Held, the timer warns of neither run before both are under watch.
		CountDownLatch bothWatched = new CountDownLatch(1);
		this.timer.submit(() -> bothWatched.await(1, TimeUnit.MINUTES));
		LongRunWarning.Watch first = warning.watch(LongRun.BACKGROUND_TASK, "same");
		LongRunWarning.Watch second = warning.watch(LongRun.BACKGROUND_TASK, "same");
		bothWatched.countDown();
		await().until(() -> this.timer.getQueue().isEmpty() && this.timer.getActiveCount() == 0);

		LongRunWarning.Watch third = warning.watch(LongRun.BACKGROUND_TASK, "same");

		assertThat(third).isSameAs(LongRunWarning.Watch.NONE);
		assertThat(output.getOut().split("Background task 'same'", -1)).hasSize(2);
		first.close();
		second.close();
	}

	@Test
	void b7TaskAndPeriodicRunOfOneNameAreBothWarnedOf(CapturedOutput output) {
		LongRunWarning warning = new LongRunWarning(Duration.ofMillis(1), System::nanoTime, this.timer);

		try (LongRunWarning.Watch task = warning.watch(LongRun.BACKGROUND_TASK, "report");
				LongRunWarning.Watch run = warning.watch(LongRun.PERIODIC_TASK, "report")) {
			await().until(() -> output.getOut().contains("Background task 'report'"));
			await().until(() -> output.getOut().contains("Periodic task 'report'"));
		}
	}

	@Test
	void b7NamesMadeUpAtRunTimeAreWarnedOfAThousandTimes(CapturedOutput output) {
		LongRunWarning warning = new LongRunWarning(Duration.ofMillis(1), System::nanoTime, this.timer);
		CountDownLatch allWatched = new CountDownLatch(1);
		this.timer.submit(() -> allWatched.await(1, TimeUnit.MINUTES));
		for (int i = 0; i < 1_010; i++) {
			warning.watch(LongRun.BACKGROUND_TASK, "made-up-" + i);
		}

		allWatched.countDown();

		await().until(() -> this.timer.getQueue().isEmpty() && this.timer.getActiveCount() == 0);
		assertThat(output.getOut().split("Background task 'made-up-", -1)).hasSize(1_001);
	}

	@Test
	void b7SaysNothingOfARunThatEndedBelowTheThreshold(CapturedOutput output) {
		LongRunWarning warning = new LongRunWarning(Duration.ofMillis(1), System::nanoTime, this.timer);
		CountDownLatch ended = new CountDownLatch(1);
		this.timer.submit(() -> ended.await(1, TimeUnit.MINUTES));

		warning.watch(LongRun.BACKGROUND_TASK, "quick").close();
		ended.countDown();

		await().until(() -> this.timer.getCompletedTaskCount() == 2);
		assertThat(output).doesNotContain("quick");
	}

	@Test
	void b7LaterRunsAreWarnedOfAtTheirOwnTimes(CapturedOutput output) {
		LongRunWarning warning = new LongRunWarning(Duration.ofMillis(50), System::nanoTime, this.timer);

		try (LongRunWarning.Watch first = warning.watch(LongRun.BACKGROUND_TASK, "first")) {
			await().until(() -> output.getOut().contains("Background task 'first'"));
			assertThat(output).doesNotContain("Background task 'second'");
			try (LongRunWarning.Watch second = warning.watch(LongRun.BACKGROUND_TASK, "second");
					LongRunWarning.Watch third = warning.watch(LongRun.BACKGROUND_TASK, "third")) {
				await().until(() -> output.getOut().contains("Background task 'second'"));
				await().until(() -> output.getOut().contains("Background task 'third'"));
			}
		}
	}

	@Test
	void b7QuickRunsMakeTheTimerCheckOncePerThreshold() {
		LongRunWarning warning = new LongRunWarning(Duration.ofSeconds(30), System::nanoTime, this.timer);

		for (int i = 0; i < 1000; i++) {
			warning.watch(LongRun.BACKGROUND_TASK, "quick").close();
		}

		assertThat(this.timer.getQueue()).hasSize(1);
	}

	@Test
	void thresholdOfZeroTurnsItOff() {
		LongRunWarning warning = new LongRunWarning(Duration.ZERO, System::nanoTime, this.timer);

		assertThat(warning.watch(LongRun.BACKGROUND_TASK, "any")).isSameAs(LongRunWarning.Watch.NONE);
	}

	@Test
	void watchAfterCloseDoesNotDisturbTheRun() {
		LongRunWarning warning = new LongRunWarning(Duration.ofMillis(1), System::nanoTime);
		warning.close();

		warning.watch(LongRun.BACKGROUND_TASK, "late").close();
	}

}
