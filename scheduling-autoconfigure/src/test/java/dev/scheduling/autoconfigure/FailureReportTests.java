package dev.scheduling.autoconfigure;

import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.Periodic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole text that a person sees when the application is written or configured in a
 * way that cannot work.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportTests {

	private static final String NAME = FailureReportTests.class.getName();

	@Test
	void showsPropertyOriginAndReasonOfAnInvalidCron(CapturedOutput output) {
		String report = FailedStart.of(Reports.class).yaml("""
				scheduling:
				  store: memory
				  tasks:
				    nightly-report:
				      cron: "0 99 * * *"
				""").report(output);

		assertThat(report).isEqualTo(
				"""
						Description:

						Task 'nightly-report' has an invalid 'cron':
						    Property: scheduling.tasks.nightly-report.cron
						    Value:    "0 99 * * *"
						    Origin:   application.yml:5
						    Reason:   '0 99 * * *' is not a cron expression: Invalid value for HourOfDay (valid values 0 - 23): 99 '99' in cron expression "0 0 99 * * *"

						Action:

						Write five fields (minute hour day month weekday), such as "0 3 * * *", six with seconds first, such as "0 0 3 * * *", or a macro such as @daily. Use "-" or 'enabled: false' to turn the task off, or 'interval: 24h' for an interval.""");
	}

	@Test
	void refusesADurationWithoutUnit(CapturedOutput output) {
		String report = FailedStart.of(Reports.class).yaml("""
				scheduling:
				  store: memory
				  tasks:
				    nightly-report:
				      interval: 30
				""").report(output);

		assertThat(report).isEqualTo("""
				Description:

				Task 'nightly-report' has an invalid 'interval':
				    Property: scheduling.tasks.nightly-report.interval
				    Value:    "30"
				    Origin:   application.yml:5
				    Reason:   it has no unit, so it could be milliseconds or seconds

				Action:

				Add a unit: 30s for seconds, 30m for minutes, 30ms for milliseconds.""");
	}

	@Test
	void suggestsTheNearestNameForAnUnknownTask(CapturedOutput output) {
		String report = FailedStart.of(Reports.class).yaml("""
				scheduling:
				  store: memory
				  tasks:
				    nightly-reprot:
				      cron: "0 3 * * *"
				    "[billing.nightly]":
				      interval: 5m
				""").report(output);

		assertThat(report).isEqualTo(
				"""
						Description:

						The configuration sets values for tasks that do not exist:
						    scheduling.tasks[billing.nightly].interval  (application.yml:7)
						    scheduling.tasks.nightly-reprot.cron  (application.yml:5)  did you mean 'nightly-report'?
						Known tasks: nightly-report

						Action:

						Correct the names, or remove the entries. If they are for the tasks of another application, set scheduling.unknown-tasks=warn.""");
	}

	@Test
	void explainsMistypedAttributesAndDottedNames(CapturedOutput output) {
		String report = FailedStart.of(Reports.class).yaml("""
				scheduling:
				  store: memory
				  tasks:
				    nightly-report:
				      crn: "0 3 * * *"
				    billing:
				      nightly:
				        cron: "0 3 * * *"
				""").report(output);

		assertThat(report).isEqualTo(
				"""
						Description:

						The configuration of periodic tasks has keys that mean nothing:
						    scheduling.tasks.billing.nightly.cron  (application.yml:8)  a name with dots needs brackets, "[billing.nightly]"; task names have none: 'billing-nightly'?
						    scheduling.tasks.nightly-report.crn  (application.yml:5)  did you mean 'cron'?
						A task has: enabled, cron, interval, offset, fixed-delay, schedule, zone, dst-gap, dst-overlap, not-before, not-after, exclusions, execution, scope, overlap, misfire, catch-up-window, catch-up-limit, jitter, on-lock-lost, on-store-failure, pause-after-failures, skip-if, job, payload, queue, priority, max-attempts, timeout, retention, aliases

						Action:

						Correct the keys, or remove them.""");
	}

	@Test
	void explainsAMistypedAttributeOfTheDefaults(CapturedOutput output) {
		String report = FailedStart.of(Reports.class)
			.with("--scheduling.store=memory", "--scheduling.defaults.overlp=skip")
			.report(output);

		assertThat(report).contains("    scheduling.defaults.overlp  (command line)  did you mean 'overlap'?");
	}

	@Test
	void namesBothMethodsOfADuplicateName(CapturedOutput output) {
		String report = FailedStart.of(Duplicates.class).with("--scheduling.store=memory").report(output);

		assertThat(report).isEqualTo(
				"""
						Description:

						Two methods define the tasks 'cache-refresh' and 'cacherefresh', which are one name without '-', '_' and case:
						    %1$s$Duplicates.cacheRefresh()  (bean 'failureReportTests.Duplicates')
						    %1$s$Duplicates.refresh()  (bean 'failureReportTests.Duplicates')
						A name identifies the task's schedule, lock, history and meters, so it must be unique.

						Action:

						Name at least one of them: @Periodic(name = "cache-refresh-2"). Whichever keeps the name 'cache-refresh' \
						keeps its history."""
					.formatted(NAME));
	}

	@Test
	void asksForAScheduleWhereThereIsNone(CapturedOutput output) {
		String report = FailedStart.of(Unscheduled.class).with("--scheduling.store=memory").report(output);

		assertThat(report).isEqualTo("""
				Description:

				Task 'sync' (%s$Unscheduled.sync()) has no schedule: there is none in its @Periodic, none under \
				'scheduling.tasks.sync', and none under 'scheduling.defaults'.

				Action:

				Give it one:
				  - in the configuration:  scheduling.tasks.sync.cron="0 2 * * *"
				  - or in the code:        @Periodic(interval = "5m")
				  - or turn it off:        scheduling.tasks.sync.enabled=false""".formatted(NAME));
	}

	@Test
	void namesBothOriginsOfTwoSchedules(CapturedOutput output) {
		String report = FailedStart.of(Reports.class).yaml("""
				scheduling:
				  store: memory
				  tasks:
				    nightly-report:
				      cron: "0 3 * * *"
				""").with("--scheduling.tasks.nightly-report.interval=5m").report(output);

		assertThat(report).isEqualTo(
				"""
						Description:

						Task 'nightly-report' has two schedules, but can have only one:
						    Property: scheduling.tasks.nightly-report.cron
						    Value:    "0 3 * * *"
						    Origin:   application.yml:5
						    and
						    Property: scheduling.tasks.nightly-report.interval
						    Value:    "5m"
						    Origin:   command line

						Action:

						Remove one of them. Where one comes from a file that cannot change, unset it with a blank value in a source \
						that wins over it, such as a profile's file: cron: "" or interval: "\"""");
	}

	@Test
	void saysWhyAMethodCannotBeATask(CapturedOutput output) {
		String report = FailedStart.of(Private.class).with("--scheduling.store=memory").report(output);

		assertThat(report).isEqualTo(
				"""
						Description:

						@Periodic on %s$Private.sync() cannot work: it is private, so a proxy (transactions, security) could not \
						take part.

						Action:

						Remove 'private'; package-private is enough."""
					.formatted(NAME));
	}

	@Test
	void t4RefusesWhatHasNoMeaningWithAFixedDelay(CapturedOutput output) {
		String report = FailedStart.of(Reports.class).yaml("""
				scheduling:
				  store: memory
				  tasks:
				    nightly-report:
				      fixed-delay: 5m
				      misfire: fire-all
				""").report(output);

		assertThat(report).isEqualTo("""
				Description:

				Task 'nightly-report' has an invalid 'misfire':
				    Property: scheduling.tasks.nightly-report.misfire
				    Value:    "FIRE_ALL"
				    Origin:   application.yml:6
				    Reason:   the task runs with a fixed delay, so that no time is fixed that could be missed or wait

				Action:

				Remove 'misfire', or use an interval.""");
	}

	@Test
	void namesTheBeansThatASettingCanName(CapturedOutput output) {
		String report = FailedStart.of(AllowsAll.class)
			.with("--scheduling.store=memory", "--scheduling.tasks.sync.skip-if=holiday")
			.report(output);

		assertThat(report).isEqualTo("""
				Description:

				Task 'sync' has an invalid 'skip-if':
				    Property: scheduling.tasks.sync.skip-if
				    Value:    "holiday"
				    Origin:   command line
				    Reason:   there is no bean 'holiday' of type dev.scheduling.periodic.SkipPredicate

				Action:

				There is no bean of that type yet: add one.""");
	}

	@Test
	void refusesANamespaceThatIsNoPartOfAKey(CapturedOutput output) {
		String report = FailedStart.of(Reports.class)
			.with("--scheduling.store=memory", "--spring.application.name=Order Service")
			.report(output);

		assertThat(report).isEqualTo(
				"""
						Description:

						The namespace 'Order Service', taken from 'spring.application.name', is not valid: it is part of every key \
						in Redis and consists of 1 to 64 letters, digits, '.', '_' and '-'.

						Action:

						Set a valid one, for example scheduling.namespace=Order-Service""");
	}

	static class Reports {

		@Periodic(interval = "1h")
		void nightlyReport() {
		}

	}

	static class Duplicates {

		@Periodic(interval = "1h")
		void cacheRefresh() {
		}

		@Periodic(name = "cacherefresh", interval = "1h")
		void refresh() {
		}

	}

	static class Unscheduled {

		@Periodic
		void sync() {
		}

	}

	static class Private {

		@Periodic(interval = "1h")
		private void sync() {
		}

	}

	static class AllowsAll {

		@Periodic(interval = "1h", overlap = OverlapPolicy.ALLOW_ALL)
		void sync() {
		}

	}

}
