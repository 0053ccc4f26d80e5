package dev.scheduling.autoconfigure;

import java.io.InputStream;
import java.util.List;

import dev.scheduling.job.JobHandler;
import dev.scheduling.periodic.Periodic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole text that a person sees when the handlers of jobs are written or configured
 * in a way that cannot work.
 */
@ExtendWith(OutputCaptureExtension.class)
class JobFailureReportTests {

	private static final String NAME = JobFailureReportTests.class.getName();

	@Test
	void namesBothHandlersOfOneName(CapturedOutput output) {
		String report = FailedStart.of(Duplicates.class).with("--scheduling.store=memory").report(output);

		assertThat(report).isEqualTo(
				"""
						Description:

						Two methods define the job 'export-data':
						    %1$s$Duplicates.exportAgain()  (bean 'jobFailureReportTests.Duplicates')
						    %1$s$Duplicates.exportData()  (bean 'jobFailureReportTests.Duplicates')
						A job is stored with the name of its handler, so it must be unique.

						Action:

						Name at least one of them: @JobHandler("export-data-2"). Whichever keeps the name 'export-data' gets the \
						jobs that are stored."""
					.formatted(NAME));
	}

	@Test
	void saysWhyAMethodCannotBeAHandler(CapturedOutput output) {
		String report = FailedStart.of(TwoPayloads.class).with("--scheduling.store=memory").report(output);

		assertThat(report).isEqualTo(
				"""
						Description:

						@JobHandler on %s$TwoPayloads.export(String, String) cannot work: it has parameters that nobody can fill.

						Action:

						Take the payload, a JobContext, both in this order, or nothing; put several values into a record."""
					.formatted(NAME));
	}

	@Test
	void saysThatJsonCannotCarryAPayload(CapturedOutput output) {
		String report = FailedStart.of(TakesAStream.class).with("--scheduling.store=memory").report(output);

		assertThat(report).startsWith("""
				Description:

				The handler of job 'import' takes a payload that JSON cannot carry:
				    Handler:  @JobHandler on %s$TakesAStream.read(InputStream)
				    Type:     java.io.InputStream
				    Reason:   Cannot construct instance of `java.io.InputStream`""".formatted(NAME))
			.endsWith(
					"""

							Action:

							Take a record or another type of plain values. An interface or abstract class needs \
							@JsonTypeInfo(use = NAME) with its subtypes; data that is no value (a stream, an entity) is best stored, \
							and its key enqueued.""");
	}

	@Test
	void suggestsTheNearestNameForAnUnknownJob(CapturedOutput output) {
		String report = FailedStart.of(Exports.class).yaml("""
				scheduling:
				  store: memory
				  jobs:
				    export-dta:
				      queue: slow
				""").report(output);

		assertThat(report).isEqualTo("""
				Description:

				The configuration sets values for jobs that do not exist:
				    scheduling.jobs.export-dta.queue  (application.yml:5)  did you mean 'export-data'?
				Known jobs: export-data

				Action:

				Correct the names, or remove the entries. If they are for the jobs of another application, set \
				scheduling.unknown-tasks=warn.""");
	}

	@Test
	void explainsAMistypedAttributeOfAQueue(CapturedOutput output) {
		String report = FailedStart.of(Exports.class).yaml("""
				scheduling:
				  store: memory
				  queues:
				    slow:
				      dead-retentoin: 3d
				      "mail.fast":
				        dead-limit: 3
				""").report(output);

		assertThat(report).startsWith("""
				Description:

				The configuration of queues has keys that mean nothing:
				    scheduling.queues.slow.dead-retentoin  (application.yml:5)  did you mean 'dead-retention'?
				    scheduling.queues.slow.mail.fast.dead-limit  (application.yml:7)  a name with dots needs brackets, \
				"[slow.mail.fast]"
				A queue has: retention, succeeded-limit, dead-retention, dead-limit, parked-retention""");
	}

	@Test
	void explainsAMistypedAttributeOfAJob(CapturedOutput output) {
		String report = FailedStart.of(Exports.class).yaml("""
				scheduling:
				  store: memory
				  jobs:
				    export-data:
				      max-atempts: 3
				""").report(output);

		assertThat(report).isEqualTo("""
				Description:

				The configuration of jobs has keys that mean nothing:
				    scheduling.jobs.export-data.max-atempts  (application.yml:5)  did you mean 'max-attempts'?
				A job has: queue, priority, expires-in, max-attempts, timeout, retention, aliases, retry-on, no-retry-on

				Action:

				Correct the keys, or remove them.""");
	}

	@Test
	void showsPropertyOriginAndReasonOfAnInvalidTimeout(CapturedOutput output) {
		String report = FailedStart.of(Exports.class).yaml("""
				scheduling:
				  store: memory
				  jobs:
				    export-data:
				      timeout: 30
				""").report(output);

		assertThat(report).isEqualTo("""
				Description:

				Job 'export-data' has an invalid 'timeout':
				    Property: scheduling.jobs.export-data.timeout
				    Value:    "30"
				    Origin:   application.yml:5
				    Reason:   it has no unit, so it could be milliseconds or seconds

				Action:

				Add a unit: 30s for seconds, 30m for minutes, 30ms for milliseconds.""");
	}

	@Test
	void namesTheHandlersThereAreForATaskWhoseJobHasNone(CapturedOutput output) {
		String report = FailedStart.of(Exports.class).yaml("""
				scheduling:
				  store: memory
				  tasks:
				    export-emea:
				      job: export-everything
				      cron: "30 1 * * *"
				""").report(output);

		assertThat(report).isEqualTo("""
				Description:

				Task 'export-emea' runs a job that has no handler:
				    Property: scheduling.tasks.export-emea.job
				    Value:    "export-everything"
				    Origin:   application.yml:5
				Known handlers: export-data

				Action:

				Name a handler, or write one: a bean method with @JobHandler("export-everything").""");
	}

	@Test
	void showsTheOriginOfAPayloadValueThatDoesNotFit(CapturedOutput output) {
		String report = FailedStart.of(Exports.class).yaml("""
				scheduling:
				  store: memory
				  tasks:
				    export-emea:
				      job: export-data
				      cron: "30 1 * * *"
				      payload:
				        region: EMEA
				        rows: many
				""").report(output);

		assertThat(report).isEqualTo("""
				Description:

				The payload of task 'export-emea' does not fit its handler:
				    Property: scheduling.tasks.export-emea.payload.rows
				    Value:    "many"
				    Origin:   application.yml:9
				    Type:     %s$Request
				    Reason:   For input string: "many"

				Action:

				Correct the value, or let the handler take another type.""".formatted(NAME));
	}

	@Test
	void showsTheOriginOfAPayloadKeyThatMeansNothing(CapturedOutput output) {
		String report = FailedStart.of(Exports.class).yaml("""
				scheduling:
				  store: memory
				  tasks:
				    export-emea:
				      job: export-data
				      cron: "30 1 * * *"
				      payload:
				        regoin: EMEA
				""").report(output);

		assertThat(report).isEqualTo("""
				Description:

				The payload of task 'export-emea' does not fit its handler:
				    Property: scheduling.tasks.export-emea.payload.regoin
				    Value:    "EMEA"
				    Origin:   application.yml:8
				    Type:     %s$Request
				    Reason:   the type has no such field

				Action:

				Correct the value, or let the handler take another type.""".formatted(NAME));
	}

	@Test
	void refusesAPayloadOfATaskWithCode(CapturedOutput output) {
		String report = FailedStart.of(Tidy.class).yaml("""
				scheduling:
				  store: memory
				  tasks:
				    tidy:
				      payload:
				        region: EMEA
				""").report(output);

		assertThat(report).isEqualTo("""
				Description:

				Task 'tidy' has an invalid 'payload':
				    Property: scheduling.tasks.tidy.payload.region
				    Value:    "EMEA"
				    Origin:   application.yml:6
				    Reason:   the task has code of its own, which takes none

				Action:

				Remove 'payload', or write a @JobHandler that takes it and name it in 'job'.""");
	}

	@Test
	void refusesAJobForAllTasks(CapturedOutput output) {
		String report = FailedStart.of(Exports.class)
			.with("--scheduling.store=memory", "--scheduling.defaults.job=export-data")
			.report(output);

		assertThat(report).contains("    scheduling.defaults.job  (command line)");
	}

	static class Tidy {

		@Periodic(interval = "1h")
		void tidy() {
		}

	}

	static class TakesAStream {

		@JobHandler("import")
		void read(InputStream input) {
		}

	}

	static class Exports {

		@JobHandler("export-data")
		void export(Request request) {
		}

	}

	static class Duplicates {

		@JobHandler("export-data")
		void exportData() {
		}

		@JobHandler("export-data")
		void exportAgain() {
		}

	}

	static class TwoPayloads {

		@JobHandler("export-data")
		void export(String first, String second) {
		}

	}

	record Request(String region, int rows, List<String> columns) {

	}

}
