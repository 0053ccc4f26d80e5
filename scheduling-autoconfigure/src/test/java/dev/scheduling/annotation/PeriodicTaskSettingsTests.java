package dev.scheduling.annotation;

import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TaskScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the configuration changes of an annotated task, and which values it may have.
 */
@ExtendWith(OutputCaptureExtension.class)
class PeriodicTaskSettingsTests {

	private final DefinitionFixture fixture = new DefinitionFixture();

	private final FakeTaskSettings settings = this.fixture.settings;

	@Test
	void prefersConfigurationToAnnotationAndAnnotationToDefaults() {
		this.settings.defaults.put(TaskAttribute.SCOPE, "instance");
		this.settings.defaults.put(TaskAttribute.INTERVAL, "9m");
		this.settings.configure("sync-http-data").put(TaskAttribute.INTERVAL, "2m");

		PeriodicTask task = this.fixture.task(Hourly.class);

		assertThat(DefinitionFixture.describe(task)).isEqualTo("every 2m");
		assertThat(task.source()).isEqualTo("application.yml:1");
		assertThat(task.rules().scope()).isEqualTo(TaskScope.INSTANCE);
		assertThat(task.rules().overlap()).isEqualTo(OverlapPolicy.SKIP);
		assertThat(task.rules().misfire()).isEqualTo(MisfirePolicy.FIRE_ONCE);
	}

	@Test
	void replacesTheAnnotationsScheduleByOneOfAnotherKind() {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, "0 2 * * *");

		assertThat(DefinitionFixture.describe(this.fixture.task(Hourly.class))).isEqualTo("cron 0 2 * * * (Z)");
	}

	@Test
	void takesTheZoneOfTheTask() {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, "0 2 * * *");
		this.settings.defaults.put(TaskAttribute.ZONE, "Europe/Paris");

		assertThat(DefinitionFixture.describe(this.fixture.task(Hourly.class)))
			.isEqualTo("cron 0 2 * * * (Europe/Paris)");
	}

	@ParameterizedTest
	@CsvSource({ "CRON,-", "CRON,off", "CRON,false", "INTERVAL,-", "INTERVAL,OFF", "INTERVAL,false", "ENABLED,false" })
	void isOffByEachOfTheWords(TaskAttribute attribute, String word) {
		this.settings.configure("sync-http-data").put(attribute, word);

		assertThat(this.fixture.task(Hourly.class).schedule()).isEmpty();
	}

	@Test
	void fallsBackToTheAnnotationWhereTheConfigurationIsBlank() {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, " ");

		assertThat(DefinitionFixture.describe(this.fixture.task(Hourly.class))).isEqualTo("every 1h");
	}

	@ParameterizedTest
	@CsvSource({ "30s,every 30s", "1h30m,every 1h30m", "PT5M,every 5m", "250ms,every 250ms", "1d,every 1d" })
	void readsDurationsWithUnits(String text, String description) {
		this.settings.configure("sync-http-data").put(TaskAttribute.INTERVAL, text);

		assertThat(DefinitionFixture.describe(this.fixture.task(Hourly.class))).isEqualTo(description);
	}

	@ParameterizedTest
	@ValueSource(strings = { "30", "soon", "0s", "-5m" })
	void refusesOtherDurations(String text) {
		this.settings.configure("sync-http-data").put(TaskAttribute.INTERVAL, text);

		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(() -> this.fixture.task(Hourly.class))
			.satisfies((ex) -> assertThat(ex.description()).contains("\"" + text + "\"", "application.yml:1"));
	}

	@Test
	void refusesAnOffsetBeyondTheInterval() {
		this.settings.configure("sync-http-data").put(TaskAttribute.OFFSET, "2h");

		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(() -> this.fixture.task(Hourly.class))
			.satisfies((ex) -> assertThat(ex.description()).contains("invalid 'offset'"));
	}

	@Test
	void refusesAnUnknownZone() {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, "@daily");
		this.settings.configure("sync-http-data").put(TaskAttribute.ZONE, "Europe/Pariss");

		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(() -> this.fixture.task(Hourly.class))
			.satisfies((ex) -> assertThat(ex.description()).contains("invalid 'zone'", "Europe/Pariss"));
	}

	@Test
	void warnsWhereACrontabWouldFireMoreOften(CapturedOutput output) {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, "0 2 1 * MON");

		this.fixture.task(Hourly.class);

		assertThat(output).containsOnlyOnce("day of month and day of week both match");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 2 1 * *", "0 2 * * MON", "0 2 ? * MON", "0 0 2 1 * MON" })
	void doesNotWarnOfOtherExpressions(String cron, CapturedOutput output) {
		this.settings.configure("sync-http-data").put(TaskAttribute.CRON, cron);

		this.fixture.task(Hourly.class);

		assertThat(output).doesNotContain("both match");
	}

	static class Hourly {

		@Periodic(interval = "1h")
		void syncHTTPData() {
		}

	}

}
