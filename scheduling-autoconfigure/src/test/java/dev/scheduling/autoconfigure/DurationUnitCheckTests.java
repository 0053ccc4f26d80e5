package dev.scheduling.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DurationUnitCheckTests {

	@Test
	void refusesANumberWithoutUnit(CapturedOutput output) {
		String report = FailedStart.of(Application.class).yaml("""
				scheduling:
				  store: memory
				  shutdown-timeout: 30
				""").report(output);

		assertThat(report).isEqualTo("""
				Description:

				'scheduling.shutdown-timeout' has no unit, so it could be milliseconds or seconds:
				    Value:    "30"
				    Origin:   application.yml:3

				Action:

				Add a unit: 30s for seconds, 30m for minutes, 30ms for milliseconds.""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "scheduling.lease=30", "scheduling.queues.slow.dead-retention=30",
			"scheduling.background.long-run-threshold=30", "scheduling.shutdown-timeout=${patience:30}" })
	void refusesItInEveryGroup(String property) {
		new ApplicationContextRunner().withConfiguration(SchedulingAutoConfigurations.ALL)
			.withPropertyValues("scheduling.store=memory", property)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(DurationWithoutUnitException.class));
	}

	@Test
	void acceptsUnitsAndLeavesOtherPropertiesAlone() {
		new ApplicationContextRunner().withConfiguration(SchedulingAutoConfigurations.ALL)
			.withPropertyValues("scheduling.store=memory", "scheduling.lease=PT30S", "server.shutdown-timeout=30")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	static class Application {

	}

}
