package dev.scheduling.cluster;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultPlanTests {

	private static final Duration LENGTH = Duration.ofMinutes(10);

	private final List<Fault> plan = FaultPlan.of(42, 3, LENGTH);

	@Test
	void sameSeedDrawsTheSameFaults() {
		assertThat(FaultPlan.of(42, 3, LENGTH)).isEqualTo(this.plan);
		assertThat(FaultPlan.of(43, 3, LENGTH)).isNotEqualTo(this.plan);
	}

	@Test
	void eachKindComesToEachNodeAndAllAreOverByTheEnd() {
		assertThat(this.plan).extracting(Fault::kind).contains(Fault.Kind.values());
		assertThat(this.plan).extracting(Fault::node).contains(0, 1, 2);
		assertThat(this.plan).allMatch((fault) -> fault.at().plus(fault.length()).compareTo(LENGTH) <= 0);
	}

	@Test
	void pauseIsFromOneToTwentySeconds() {
		assertThat(this.plan).filteredOn((fault) -> fault.kind() == Fault.Kind.PAUSE_NODE)
			.extracting(Fault::amount)
			.allMatch((length) -> length.compareTo(Duration.ofSeconds(20)) <= 0)
			.anyMatch((length) -> length.compareTo(Duration.ofSeconds(10)) > 0)
			.anyMatch((length) -> length.compareTo(Duration.ofSeconds(2)) < 0);
	}

	@Test
	void clocksBeginAnHourApart() {
		assertThat(List.of(0, 1, 2)).extracting(FaultPlan::offset)
			.containsExactly(Duration.ofHours(-1), Duration.ZERO, Duration.ofHours(1));
	}

}
