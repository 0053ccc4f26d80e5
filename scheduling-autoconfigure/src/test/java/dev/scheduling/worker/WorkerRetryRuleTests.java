package dev.scheduling.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.annotation.RetryRule;
import dev.scheduling.annotation.Urgency;
import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.job.RetryAfterException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerRetryRuleTests extends WorkerFixture {

	@Test
	void j6FailureThatIsNotRetriedMakesTheJobDeadAtOnce() {
		JobId id = runOnce((payload, context) -> {
			throw new IllegalArgumentException("no such region");
		});

		assertThat(state(id)).isEqualTo(JobState.DEAD);
		assertThat(stored(id).failures()).isEqualTo(1);
		assertThat(stored(id).error()).startsWith("java.lang.IllegalArgumentException: no such region");
	}

	@Test
	void j6FailureThatIsRetriedWaits() {
		JobId id = runOnce((payload, context) -> {
			throw new IOException("connection reset");
		});

		assertThat(state(id)).isEqualTo(JobState.SCHEDULED);
	}

	@Test
	void j6HandlerThatSaysWhenToRepeatIsRepeated() {
		JobId id = runOnce((payload, context) -> {
			throw new RetryAfterException(Duration.ofMinutes(1), "busy");
		});

		assertThat(state(id)).isEqualTo(JobState.SCHEDULED);
	}

	private JobId runOnce(JobBody body) {
		handler(new JobHandlerDefinition("picky", QUEUE, Urgency.NONE, 5, null, Duration.ofHours(1), List.of(),
				new RetryRule(List.of(IOException.class), List.of()), null, body, "test"));
		JobId id = enqueue("a", "picky");
		work(worker(2));
		return id;
	}

}
