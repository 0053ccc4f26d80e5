package dev.scheduling.annotation;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.scheduling.annotation.DefinitionFixture.Loaded;
import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobId;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TaskContext;
import dev.scheduling.periodic.TickJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * J24: durable ticks, as far as definitions go.
 */
class DurableTaskDefinitionTests {

	private static final Instant NOMINAL = Instant.parse("2026-11-23T02:00:00Z");

	private final DefinitionFixture fixture = new DefinitionFixture();

	private final FakeTaskSettings settings = this.fixture.settings;

	@Test
	void j24DurableTaskIsTheHandlerOfItsOwnTicks() throws Throwable {
		Loaded loaded = this.fixture.load(Reports.class);

		PeriodicTask task = loaded.tasks().get(0);
		assertThat(task.execution()).isEqualTo(Execution.DURABLE);
		assertThat(task.job()).contains(new TickJob("daily-report", "reports", null, 3, Duration.ofDays(1)));
		JobHandlerDefinition handler = loaded.handlers().find("daily-report").orElseThrow();
		assertThat(handler)
			.extracting(JobHandlerDefinition::queue, JobHandlerDefinition::maxAttempts, JobHandlerDefinition::retention,
					JobHandlerDefinition::payloadType)
			.containsExactly("reports", 3, Duration.ofDays(1), null);
		assertThat(handler.body().run(null, jobContext(Map.of("scheduled-for", "" + NOMINAL.toEpochMilli()))))
			.isEqualTo("daily-report at 2026-11-23T02:00:00Z, attempt 2, token 77, lock held true");
	}

	@Test
	void j24JobThatNoTickEnqueuedIsRefused() {
		JobHandlerDefinition handler = this.fixture.handlers(Reports.class).get(0);

		assertThatIllegalStateException().isThrownBy(() -> handler.body().run(null, jobContext(Map.of())))
			.withMessageStartingWith(
					"Job 'a' is no tick of the task 'daily-report': it has no header 'scheduled-for'.");
	}

	@Test
	void j17RenamedTaskRunsTheTicksOfItsFormerName() {
		this.settings.configure("cleanup")
			.putAll(Map.of(TaskAttribute.EXECUTION, "durable", TaskAttribute.ALIASES, "clean-up-all"));

		Loaded loaded = this.fixture.load(Cleanup.class);

		assertThat(loaded.handlers().find("clean-up-all")).map(JobHandlerDefinition::name).contains("cleanup");
	}

	@Test
	void j17AliasesAreForDurableTasks() {
		this.settings.configure("cleanup").put(TaskAttribute.ALIASES, "clean-up-all");

		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(() -> this.fixture.load(Cleanup.class))
			.satisfies(
					(ex) -> assertThat(ex.description()).contains("the task runs in process, where it means nothing"));
	}

	@Test
	void j24ConfigurationMakesATaskDurable() {
		this.settings.configure("cleanup")
			.putAll(Map.of(TaskAttribute.EXECUTION, "durable", TaskAttribute.MAX_ATTEMPTS, "1"));

		Loaded loaded = this.fixture.load(Cleanup.class);

		assertThat(loaded.tasks().get(0).job()).contains(new TickJob("cleanup", "default", null, 1, null));
		assertThat(loaded.handlers().find("cleanup").orElseThrow().retention()).isNull();
	}

	@Test
	void inProcessTaskIsNoHandler() {
		Loaded loaded = this.fixture.load(Cleanup.class);

		assertThat(loaded.tasks().get(0).job()).isEmpty();
		assertThat(loaded.handlers().handlers()).isEmpty();
	}

	@Test
	void j24ConfiguredTaskRunsTheJobOfAHandlerWithItsPayload() {
		export().put(TaskAttribute.INTERVAL, "1h");
		this.settings.payloads.put("export-emea", new Request("EMEA"));

		Loaded loaded = this.fixture.load(Exports.class);

		PeriodicTask task = loaded.tasks().get(0);
		assertThat(task.name()).isEqualTo("export-emea");
		assertThat(task.execution()).isEqualTo(Execution.DURABLE);
		assertThat(task.job()).contains(new TickJob("export-data", "slow", new Request("EMEA"), null, null));
		assertThat(task.source()).isEqualTo("application.yml:1");
		assertThat(loaded.handlers().handlers()).extracting(JobHandlerDefinition::name)
			.containsExactly("export-data", "tidy");
		assertThat(this.settings.known).containsExactly("export-emea");
		assertThatIllegalStateException().isThrownBy(() -> task.body().run(taskContext()));
	}

	@Test
	void configuredTasksOwnQueueWinsOverTheHandlers() {
		export().putAll(Map.of(TaskAttribute.INTERVAL, "1h", TaskAttribute.QUEUE, "night"));
		this.settings.payloads.put("export-emea", new Request("EMEA"));

		assertThat(this.fixture.tasks(Exports.class).get(0).job().orElseThrow().queue()).isEqualTo("night");
	}

	@Test
	void defaultsForTasksDoNotDisturbOnesThatRunJobs() {
		this.settings.defaults.putAll(Map.of(TaskAttribute.EXECUTION, "in-process", TaskAttribute.INTERVAL, "5m"));
		export();
		this.settings.payloads.put("export-emea", new Request("EMEA"));

		assertThat(this.fixture.tasks(Exports.class)).hasSize(1);
	}

	@Test
	void defaultsForJobsDoNotDisturbInProcessTasks() {
		this.settings.defaults.put(TaskAttribute.QUEUE, "slow");

		assertThat(this.fixture.tasks(Cleanup.class)).hasSize(1);
	}

	@Test
	void refusesAJobWithoutHandler() {
		this.settings.configure("export-emea")
			.putAll(Map.of(TaskAttribute.JOB, "export-dta", TaskAttribute.INTERVAL, "1h"));

		assertThatExceptionOfType(UnknownJobException.class).isThrownBy(() -> this.fixture.tasks(Exports.class))
			.satisfies((ex) -> {
				assertThat(ex.description()).contains("Task 'export-emea' runs a job that has no handler",
						"application.yml:1", "Known handlers: export-data, tidy");
				assertThat(ex.action()).startsWith("Did you mean 'export-data'?");
			});
	}

	@Test
	void refusesATaskThatRunsAJobWithoutSchedule() {
		export();

		assertThatExceptionOfType(ScheduleMissingException.class).isThrownBy(() -> this.fixture.tasks(Exports.class));
	}

	@Test
	void refusesAPayloadThatIsMissingOrTooMany() {
		export().put(TaskAttribute.INTERVAL, "1h");
		assertInvalid(Exports.class, "and there is no 'payload'");

		export().put(TaskAttribute.JOB, "tidy");
		this.settings.payloads.put("export-emea", "x");
		assertInvalid(Exports.class, "the handler of 'tidy' takes none");
	}

	@Test
	void refusesAPayloadForATaskWithCode() {
		this.settings.payloads.put("cleanup", "x");

		assertInvalid(Cleanup.class, "the task has code of its own, which takes none");
	}

	@Test
	void refusesAJobForATaskWithCode() {
		this.settings.configure("cleanup").put(TaskAttribute.JOB, "tidy");

		assertInvalid(Cleanup.class, "the task has code of its own");
	}

	@Test
	void refusesATaskNamedLikeAHandler() {
		this.settings.configure("tidy").putAll(Map.of(TaskAttribute.JOB, "tidy", TaskAttribute.INTERVAL, "1h"));

		assertThatExceptionOfType(DuplicateNameException.class).isThrownBy(() -> this.fixture.tasks(Exports.class))
			.satisfies((ex) -> {
				assertThat(ex.description()).startsWith("The job 'tidy' and the task 'tidy' have one name:");
				assertThat(ex.action()).contains("'nightly-tidy'");
			});
	}

	@Test
	void refusesAMethodNamedLikeAHandler() {
		assertThatExceptionOfType(DuplicateNameException.class)
			.isThrownBy(() -> this.fixture.tasks(Cleanup.class, CleanUpHandler.class));
	}

	@ParameterizedTest
	@CsvSource({ "QUEUE,slow", "MAX_ATTEMPTS,3", "RETENTION,1d" })
	void refusesSettingsOfJobsForATaskInProcess(TaskAttribute attribute, String value) {
		this.settings.configure("cleanup").put(attribute, value);

		assertInvalid(Cleanup.class, "the task runs in process, where it means nothing");
	}

	@Test
	void refusesInstanceScopeForADurableTask() {
		this.settings.configure("daily-report").put(TaskAttribute.SCOPE, "instance");

		assertInvalid(Reports.class, "the task is durable, so that one worker of the cluster runs a tick");
	}

	@Test
	void refusesInProcessForATaskThatRunsAJob() {
		export().putAll(Map.of(TaskAttribute.INTERVAL, "1h", TaskAttribute.EXECUTION, "in-process"));

		assertInvalid(Exports.class, "the task runs a job, which is durable");
	}

	private Map<TaskAttribute, String> export() {
		Map<TaskAttribute, String> task = this.settings.configure("export-emea");
		task.put(TaskAttribute.JOB, "export-data");
		return task;
	}

	private void assertInvalid(Class<?> bean, String reason) {
		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(() -> this.fixture.tasks(bean))
			.satisfies((ex) -> {
				assertThat(ex.description()).contains(reason, "application.yml:1");
				assertThat(ex.action()).isNotEmpty();
			});
	}

	private static TaskContext taskContext() {
		return (TaskContext) Proxy.newProxyInstance(DurableTaskDefinitionTests.class.getClassLoader(),
				new Class<?>[] { TaskContext.class }, (proxy, method, arguments) -> null);
	}

	private static JobContext jobContext(Map<String, String> headers) {
		Map<String, Object> answers = Map.of("headers", headers, "name", "daily-report", "id", new JobId("a"),
				"attempt", 2, "fencingToken", 77L, "isCancelled", false);
		return (JobContext) Proxy.newProxyInstance(DurableTaskDefinitionTests.class.getClassLoader(),
				new Class<?>[] { JobContext.class }, (proxy, method, arguments) -> answers.get(method.getName()));
	}

	record Request(String region) {

	}

	static class Reports {

		@Periodic(interval = "1h", execution = Execution.DURABLE, queue = "reports", maxAttempts = 3, retention = "1d")
		String dailyReport(TaskContext context) {
			return "%s at %s, attempt %d, token %d, lock held %s".formatted(context.task(), context.scheduledFor(),
					context.attempt(), context.fencingToken(), context.isLockHeld());
		}

	}

	static class Cleanup {

		@Periodic(interval = "1h")
		void cleanup() {
		}

	}

	static class CleanUpHandler {

		@JobHandler("clean-up")
		void handle() {
		}

	}

	static class Exports {

		@JobHandler(value = "export-data", queue = "slow")
		void export(Request request) {
		}

		@JobHandler("tidy")
		void tidy() {
		}

	}

}
