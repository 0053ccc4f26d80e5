package dev.scheduling.annotation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a name becomes in kebab case, and which names are.
 */
class TaskNameTests {

	@ParameterizedTest
	@CsvSource({ "nightlyReport, nightly-report", "syncHTTPData, sync-http-data", "HTTPSync, http-sync", "sync, sync",
			"Sync, sync", "ABC, abc", "aB, a-b", "AB, ab", "ABc, a-bc", "task2Go, task2-go", "task00001, task00001",
			"task2go, task2go", "nightly_report, nightly-report", "nightly__Report, nightly-report",
			"_nightly_, nightly", "-a-, a", "$lambda$0, lambda-0", "a.b c, a-b-c", "'a \t\n b', a-b", "'---', ''",
			"'', ''", "nächtlich, nächtlich", "ÄTest, ätest", "äTest, ätest", "aÄb, aäb" })
	void writesWordsInLowerCaseWithSingleDashesBetween(String text, String kebabCase) {
		assertThat(TaskName.kebabCase(text)).isEqualTo(kebabCase);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "0", "report", "nightly-report", "a-1-b", "task00001" })
	void takesKebabCaseAsName(String name) {
		assertThat(TaskName.isValid(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "-a", "a-", "a--b", "A", "aB", "a_b", "a b", "a.b", "ä", "a\n" })
	void refusesAnythingElseAsName(String name) {
		assertThat(TaskName.isValid(name)).isFalse();
	}

}
