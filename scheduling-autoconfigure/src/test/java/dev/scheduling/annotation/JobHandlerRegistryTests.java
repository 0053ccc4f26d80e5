package dev.scheduling.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.Map;

import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Which handlers there are, with which settings, and how they are found.
 */
class JobHandlerRegistryTests {

	private final DefinitionFixture fixture = new DefinitionFixture();

	private final FakeTaskSettings settings = this.fixture.settings;

	@Test
	void readsTheAnnotationOverTheDefaults() {
		assertThat(this.fixture.handler(Plain.class))
			.extracting(JobHandlerDefinition::name, JobHandlerDefinition::queue, JobHandlerDefinition::maxAttempts,
					JobHandlerDefinition::timeout, JobHandlerDefinition::retention, JobHandlerDefinition::source)
			.containsExactly("export-data", "default", 5, null, null,
					"@JobHandler on dev.scheduling.annotation.JobHandlerRegistryTests$Plain.export(Request, JobContext)");
		assertThat(this.fixture.handler(Tuned.class))
			.extracting(JobHandlerDefinition::name, JobHandlerDefinition::queue, JobHandlerDefinition::maxAttempts,
					JobHandlerDefinition::timeout, JobHandlerDefinition::retention)
			.containsExactly("tuned", "slow", 2, Duration.ofSeconds(30), Duration.ZERO);
	}

	@Test
	void prefersConfigurationToTheAnnotation() {
		this.settings.configureJob("tuned")
			.putAll(Map.of(TaskAttribute.QUEUE, "nightly", TaskAttribute.MAX_ATTEMPTS, "9", TaskAttribute.TIMEOUT, "2m",
					TaskAttribute.RETENTION, "1d"));

		assertThat(this.fixture.handler(Tuned.class))
			.extracting(JobHandlerDefinition::queue, JobHandlerDefinition::maxAttempts, JobHandlerDefinition::timeout,
					JobHandlerDefinition::retention)
			.containsExactly("nightly", 9, Duration.ofMinutes(2), Duration.ofDays(1));
	}

	@Test
	void queueOfAHandlerElsewhereComesFromTheConfiguration() {
		this.settings.configureJob("elsewhere").put(TaskAttribute.QUEUE, "far");

		JobHandlerRegistry handlers = this.fixture.load(Tuned.class).handlers();

		assertThat(handlers.queueOf("tuned")).isEqualTo("slow");
		assertThat(handlers.queueOf("elsewhere")).isEqualTo("far");
		assertThat(handlers.queueOf("nowhere")).isEqualTo("default");
	}

	@ParameterizedTest
	@CsvSource({ "QUEUE,a b,part of a key", "MAX_ATTEMPTS,0,at least 1", "MAX_ATTEMPTS,many,at least 1",
			"TIMEOUT,0s,no attempt can end", "TIMEOUT,30,it has no unit", "RETENTION,-1s,it is negative",
			"RETENTION,soon,it is not a duration" })
	void refusesInvalidSettings(TaskAttribute attribute, String value, String reason) {
		this.settings.configureJob("export-data").put(attribute, value);

		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(() -> this.fixture.handler(Plain.class))
			.satisfies((ex) -> assertThat(ex.description()).startsWith("Job 'export-data' has an invalid")
				.contains(value, "application.yml:1", reason));
	}

	@Test
	void j17FindsAHandlerByItsFormerNames() {
		JobHandlerRegistry handlers = this.fixture.load(Renamed.class).handlers();

		assertThat(handlers.find("export")).map(JobHandlerDefinition::name).contains("export-data");
		assertThat(handlers.find("old-export")).map(JobHandlerDefinition::name).contains("export-data");
		assertThat(handlers.queueOf("export")).isEqualTo("slow");
		assertThat(handlers.handlers()).hasSize(1);
		this.settings.configureJob("export-data").put(TaskAttribute.ALIASES, "earlier");
		assertThat(this.fixture.handler(Renamed.class).aliases()).containsExactly("earlier");
	}

	@Test
	void j17AliasThatIsAnotherNameIsRefused() {
		assertThatExceptionOfType(DuplicateNameException.class)
			.isThrownBy(() -> this.fixture.handlers(Renamed.class, NamedExport.class))
			.satisfies((ex) -> assertThat(ex.description()).contains("alias of job 'export-data'"));
		this.settings.configureJob("export-data").put(TaskAttribute.ALIASES, "No Name");
		assertThatExceptionOfType(InvalidTaskSettingException.class)
			.isThrownBy(() -> this.fixture.handler(Renamed.class))
			.satisfies((ex) -> assertThat(ex.description()).contains("'No Name' was never a name"));
	}

	@Test
	void findsMetaAnnotationsAndLazyBeans() {
		assertThat(this.fixture.handlers(Composed.class, LazyBean.class)).extracting(JobHandlerDefinition::name)
			.containsExactly("composed", "lazy");
	}

	@Test
	void refusesTwoHandlersOfOneName() {
		assertThatExceptionOfType(DuplicateNameException.class)
			.isThrownBy(() -> this.fixture.handlers(Plain.class, SameName.class))
			.satisfies((ex) -> assertThat(ex.description()).startsWith(
					"Two methods define the jobs 'export-data' and 'exportdata', which are one name without '-', '_' and case:"));
	}

	@Test
	void findsByPayloadOnlyOneHandlerOfExactlyThatClass() {
		JobHandlerRegistry handlers = this.fixture.load(Plain.class, NoPayload.class).handlers();

		assertThat(handlers.findByPayload(Request.class)).map(JobHandlerDefinition::name).contains("export-data");
		assertThat(handlers.findByPayload(Object.class)).isEmpty();
		assertThat(this.fixture.load(Plain.class, SamePayload.class).handlers().findByPayload(Request.class)).isEmpty();
	}

	@Test
	void tellsTheConfigurationWhichHandlersThereAre() {
		this.fixture.handlers(Plain.class, Tuned.class);

		assertThat(this.settings.knownJobs).containsExactly("export-data", "tuned");
		assertThat(this.settings.known).isEmpty();
	}

	@Test
	void knowsNothingBeforeAllSingletonsExist() {
		assertThatThrownBy(new JobHandlerRegistry(this.settings)::handlers).isInstanceOf(IllegalStateException.class);
	}

	record Request(String region) {

	}

	static class Plain {

		@JobHandler("export-data")
		void export(Request request, JobContext context) {
		}

	}

	static class Renamed {

		@JobHandler(value = "export-data", queue = "slow", aliases = { "export", "old-export", "exportdata" })
		void export(Request request) {
		}

	}

	static class NamedExport {

		@JobHandler("export")
		void export() {
		}

	}

	static class SameName {

		@JobHandler("exportdata")
		void export(Request request, JobContext context) {
		}

	}

	static class Tuned {

		@JobHandler(value = "tuned", queue = "slow", maxAttempts = 2, timeout = "30s", retention = "0s")
		void tuned() {
		}

	}

	static class SamePayload {

		@JobHandler("same-payload")
		void handle(Request request) {
		}

	}

	static class NoPayload {

		@JobHandler("no-payload")
		void handle() {
		}

	}

	@Lazy
	static class LazyBean {

		@JobHandler("lazy")
		void handle() {
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@JobHandler("")
	@interface Export {

		@AliasFor(annotation = JobHandler.class, attribute = "value")
		String value();

	}

	static class Composed {

		@Export("composed")
		void handle() {
		}

	}

}
