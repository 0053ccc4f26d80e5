package dev.scheduling.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.scheduling.testing.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JobIdGeneratorTests {

	@Test
	void idsAreShortWellFormedDistinctAndRise() {
		MutableClock clock = new MutableClock("2026-11-23T12:00:00Z");
		JobIdGenerator generator = new JobIdGenerator(clock);
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			ids.add(generator.next("default").value());
			clock.advance(Duration.ofNanos(10_000));
		}

		assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch((id) -> id.matches("[0-9A-Za-z]{22}"));
	}

}
