package dev.scheduling.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.LongStream;

import dev.scheduling.job.RetryAfterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryDelayTests {

	private final RetryDelay delay = new RetryDelay(new Random(1));

	@ParameterizedTest
	@CsvSource({ "1,2", "2,4", "3,8", "8,256", "9,512", "10,600", "11,600", "100,600", "2147483647,600" })
	void j6UsesTheWholeBandAndNothingOutside(int failures, int limit) {
		LongSummaryStatistics millis = LongStream.range(0, 2_000)
			.map((i) -> this.delay.after(new IOException(), failures).toMillis())
			.summaryStatistics();

		assertThat(millis.getMin()).isBetween(0L, limit * 10L);
		assertThat(millis.getMax()).isBetween(limit * 990L, limit * 1000L);
	}

	@Test
	void j6HandlerMaySayTheDelay() {
		assertThat(this.delay.after(new RetryAfterException(Duration.ofHours(2), "busy"), 1)).hasHours(2);
	}

}
