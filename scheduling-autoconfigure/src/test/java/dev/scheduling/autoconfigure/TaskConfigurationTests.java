package dev.scheduling.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.scheduling.annotation.Setting;
import dev.scheduling.annotation.TaskAttribute;
import dev.scheduling.annotation.TaskSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How keys of the configuration find their task, in every form in which they are written.
 */
class TaskConfigurationTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void readsKebabCaseKeys() throws Exception {
		yaml("scheduling.tasks.nightly-report.cron: '0 2 * * *'");

		assertThat(cron("nightly-report")).containsExactly("0 2 * * *");
	}

	@Test
	void readsCamelCaseKeysAsTheSameName() throws Exception {
		yaml("scheduling.tasks.nightlyReport.cron: '0 2 * * *'");

		assertThat(cron("nightly-report")).containsExactly("0 2 * * *");
	}

	@Test
	void readsKeysWithUnderscoresAsTheSameName() throws Exception {
		yaml("scheduling.tasks.nightly_report.cron: '0 2 * * *'");

		assertThat(cron("nightly-report")).containsExactly("0 2 * * *");
	}

	@Test
	void refusesNamesWithDots() {
		yaml("scheduling.tasks.billing.nightly.cron: '0 2 * * *'");

		assertThatExceptionOfType(UnboundTaskPropertyException.class).isThrownBy(this::bind)
			.satisfies((ex) -> assertThat(ex.description()).contains("scheduling.tasks.billing.nightly.cron",
					"\"[billing.nightly]\"", "'billing-nightly'"));
	}

	@Test
	void readsNamesWithDotsInBrackets() throws Exception {
		yaml("""
				scheduling:
				  tasks:
				    "[billing.nightly]":
				      cron: '0 2 * * *'
				""");

		assertThat(bind().all()).extracting(ConfiguredTask::key).containsExactly("billing.nightly");
	}

	@Test
	void mergesThePhantomKeyOfAnEnvironmentVariable() throws Exception {
		yaml("scheduling.tasks.nightly-report.cron: '0 2 * * *'");
		environmentVariable("SCHEDULING_TASKS_NIGHTLYREPORT_CRON", "0 4 * * *");

		assertThat(bind().all()).extracting(ConfiguredTask::key).containsExactly("nightly-report");
		assertThat(cron("nightly-report")).containsExactly("0 4 * * *");
		assertThat(setting("nightly-report", TaskAttribute.CRON).orElseThrow().origin())
			.isEqualTo("environment variable SCHEDULING_TASKS_NIGHTLYREPORT_CRON");
	}

	@Test
	void keepsAttributesOfTheFileNextToThoseOfTheEnvironment() throws Exception {
		yaml("""
				scheduling.tasks.nightly-report:
				  cron: '0 2 * * *'
				  zone: Europe/Paris
				""");
		environmentVariable("SCHEDULING_TASKS_NIGHTLYREPORT_CRON", "0 4 * * *");

		assertThat(cron("nightly-report")).containsExactly("0 4 * * *");
		assertThat(setting("nightly-report", TaskAttribute.ZONE).orElseThrow().texts()).containsExactly("Europe/Paris");
	}

	@Test
	void readsAnEnvironmentVariableWithDashesAsUnderscoresWhereAFileNamesTheTask() throws Exception {
		yaml("scheduling.tasks.nightly-report.cron: '0 2 * * *'");
		environmentVariable("SCHEDULING_TASKS_NIGHTLY_REPORT_CRON", "0 4 * * *");

		assertThat(cron("nightly-report")).containsExactly("0 4 * * *");
	}

	@Test
	void readsAnEnvironmentVariableAlone() throws Exception {
		environmentVariable("SCHEDULING_TASKS_NIGHTLYREPORT_CRON", "0 4 * * *");

		assertThat(cron("nightly-report")).containsExactly("0 4 * * *");
	}

	@Test
	void doesNotSeeAnEnvironmentVariableWithDashesAsUnderscoresAlone() throws Exception {
		environmentVariable("SCHEDULING_TASKS_NIGHTLY_REPORT_CRON", "0 4 * * *");

		assertThat(bind().all()).isEmpty();
	}

	@Test
	void refusesMistypedAttributes() {
		yaml("scheduling.tasks.nightly.crn: '0 2 * * *'");

		assertThatExceptionOfType(UnboundTaskPropertyException.class).isThrownBy(this::bind)
			.satisfies((ex) -> assertThat(ex.description()).contains("scheduling.tasks.nightly.crn",
					"did you mean 'cron'?"));
	}

	@Test
	void leavesForeignKeysUnderTheRootAlone() throws Exception {
		yaml("scheduling.office-hours.from: '08:00'");

		assertThat(bind().all()).isEmpty();
	}

	@Test
	void keepsCommasInACronExpression() throws Exception {
		yaml("scheduling.tasks.report.cron: '0,30 2 * * *'");

		assertThat(cron("report")).containsExactly("0,30 2 * * *");
	}

	@Test
	void readsAListOfCronExpressions() throws Exception {
		yaml("scheduling.tasks.report.cron: ['0 2 * * *', '0,30 14 * * *']");

		assertThat(cron("report")).containsExactly("0 2 * * *", "0,30 14 * * *");
		assertThat(setting("report", TaskAttribute.CRON).orElseThrow().origin()).isEqualTo("application.yml:1");
	}

	@Test
	void countsBlankAsNotGiven() throws Exception {
		yaml("scheduling.tasks.report: { cron: '', interval: ' ', zone: '' }");

		assertThat(setting("report", TaskAttribute.CRON)).isEmpty();
		assertThat(setting("report", TaskAttribute.INTERVAL)).isEmpty();
		assertThat(setting("report", TaskAttribute.ZONE)).isEmpty();
	}

	@Test
	void unsetsACronOfALowerSourceWithABlankOne() throws Exception {
		yaml("scheduling.tasks.report.cron: ['0 2 * * *', '0 4 * * *']");
		yaml("scheduling.tasks.report: { cron: '', interval: 5m }");

		assertThat(setting("report", TaskAttribute.CRON)).isEmpty();
		assertThat(setting("report", TaskAttribute.INTERVAL)).isPresent();
	}

	@Test
	void readsTheWordsForOffAsYamlHandsThemOver() throws Exception {
		yaml("scheduling.tasks: { a: { cron: off }, b: { interval: off }, c: { cron: '-' } }");

		assertThat(cron("a")).containsExactly("false");
		assertThat(setting("b", TaskAttribute.INTERVAL).orElseThrow().texts()).containsExactly("false");
		assertThat(cron("c")).containsExactly("-");
	}

	@Test
	void keepsFileAndLineOfEachValue() throws Exception {
		yaml("""
				scheduling:
				  tasks:
				    report:
				      cron: "0 2 * * *"
				      zone: Europe/Paris
				""");

		assertThat(setting("report", TaskAttribute.CRON).orElseThrow().origin()).isEqualTo("application.yml:4");
		assertThat(setting("report", TaskAttribute.ZONE).orElseThrow().origin()).isEqualTo("application.yml:5");
		assertThat(setting("report", TaskAttribute.ZONE).orElseThrow().key()).isEqualTo("scheduling.tasks.report.zone");
	}

	@Test
	void readsDefaults() throws Exception {
		yaml("scheduling.defaults.scope: instance");

		TaskSettings defaults = bind().defaults();

		assertThat(defaults.find(TaskAttribute.SCOPE).orElseThrow().texts()).containsExactly("INSTANCE");
	}

	private List<String> cron(String task) throws Exception {
		return setting(task, TaskAttribute.CRON).orElseThrow().texts();
	}

	private Optional<Setting> setting(String task, TaskAttribute attribute) throws Exception {
		return bind().find(task).find(attribute);
	}

	private ConfiguredTasks bind() {
		return new TaskPropertiesBinder(this.environment).bind();
	}

	/** Adds a file that wins over those added before. */
	private void yaml(String yaml) {
		MutablePropertySources sources = this.environment.getPropertySources();
		try {
			List<PropertySource<?>> loaded = new ArrayList<>(
					new YamlPropertySourceLoader().load("file" + sources.size(), new NamedResource(yaml)));
			loaded.forEach((source) -> {
				assertThat(source).isInstanceOf(OriginLookup.class);
				sources.addAfter("systemEnvironment", source);
			});
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private void environmentVariable(String name, String value) {
		Map<String, Object> variables = new TreeMap<>(Map.of(name, value));
		this.environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
	}

	private static final class NamedResource extends ByteArrayResource {

		private NamedResource(String text) {
			super(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
		}

		@Override
		public String getFilename() {
			return "application.yml";
		}

	}

}
