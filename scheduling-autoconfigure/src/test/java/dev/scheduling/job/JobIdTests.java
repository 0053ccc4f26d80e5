package dev.scheduling.job;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JobIdTests {

	@Test
	void idOfTheDefaultQueueIsItsKey() {
		JobId id = JobId.of("abc", "default");

		assertThat(id).hasToString("abc");
		assertThat(id.queue()).isEqualTo("default");
	}

	@Test
	void queueIsAllAfterTheFirstDot() {
		JobId id = JobId.of("abc", "mail.fast_1");

		assertThat(id).hasToString("abc.mail.fast_1");
		assertThat(id.key()).isEqualTo("abc");
		assertThat(id.queue()).isEqualTo("mail.fast_1");
	}

	@Test
	void j24IdOfATickIsTheSameOnEveryNode() {
		assertThat(JobId.ofTick("daily-report", Instant.ofEpochMilli(1500), "reports"))
			.hasToString("daily-report~1500.reports");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "a.", ".q", "a b", "a/b", "{a}", "a\n", "ä", "a.q#1" })
	void malformedIdIsKnownAsSuch(String text) {
		assertThat(new JobId(text).isWellFormed()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "q#1", "{q}" })
	void queueOfAnotherFormIsRefused(String queue) {
		assertThatIllegalArgumentException().isThrownBy(() -> JobId.of("a", queue)).withMessageContaining(queue);
	}

	@Test
	void keyWithADotIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> JobId.of("a.b", "default"));
	}

	@Test
	void isABareTextInJson() {
		JsonMapper mapper = JsonMapper.shared();

		assertThat(mapper.writeValueAsString(new JobId("abc.mail"))).isEqualTo("\"abc.mail\"");
		assertThat(mapper.readValue("\"abc.mail\"", JobId.class)).isEqualTo(new JobId("abc.mail"));
	}

}
