package dev.scheduling.annotation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.List;

import dev.scheduling.job.JobHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * After which failures a handler is tried again (rule J6).
 */
class JobRetryRuleTests {

	private final DefinitionFixture fixture = new DefinitionFixture();

	@Test
	void j6EveryFailureIsTriedAgainIfNothingIsSaid() {
		assertThat(RetryRule.ALL.allows(new StackOverflowError())).isTrue();
	}

	@Test
	void j6SubclassesCountAndCausesDoNot() {
		RetryRule rule = new RetryRule(List.of(IOException.class), List.of(FileNotFoundException.class));

		assertThat(rule.allows(new IOException())).isTrue();
		assertThat(rule.allows(new AccessDeniedException("a"))).isTrue();
		assertThat(rule.allows(new FileNotFoundException())).isFalse();
		assertThat(rule.allows(new UncheckedIOException(new IOException()))).isFalse();
	}

	@Test
	void j6AnnotationNamesTheFailures() {
		assertThat(rule()).isEqualTo(new RetryRule(List.of(IOException.class), List.of(FileNotFoundException.class)));
	}

	@Test
	void j6ConfigurationWinsOverTheAnnotation() {
		this.fixture.settings.configureJob("export").put(TaskAttribute.NO_RETRY_ON, "java.lang.IllegalStateException");

		assertThat(rule()).isEqualTo(new RetryRule(List.of(IOException.class), List.of(IllegalStateException.class)));
	}

	@ParameterizedTest
	@CsvSource({ "com.example.Gone,there is no class", "java.lang.String,is no exception" })
	void refusesWhatIsNoException(String name, String reason) {
		this.fixture.settings.configureJob("export").put(TaskAttribute.RETRY_ON, name);

		assertThatExceptionOfType(InvalidTaskSettingException.class).isThrownBy(this::rule)
			.satisfies((ex) -> assertThat(ex.description()).startsWith("Job 'export' has an invalid 'retry-on'")
				.contains(reason, "application.yml:1"));
	}

	private RetryRule rule() {
		return this.fixture.handlers(Exports.class).get(0).retries();
	}

	static class Exports {

		@JobHandler(value = "export", retryOn = IOException.class, noRetryOn = FileNotFoundException.class)
		void export() {
		}

	}

}
