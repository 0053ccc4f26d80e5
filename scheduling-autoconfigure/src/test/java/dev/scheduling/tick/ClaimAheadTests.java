package dev.scheduling.tick;

import java.time.Duration;

import dev.scheduling.periodic.Schedule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ticks that are claimed shortly before their time.
 */
class ClaimAheadTests extends TickFixture {

	@Test
	void t1TickIsClaimedAheadAndRunsOnItsTime() {
		TestNode node = node("a", every(SECOND, (rules) -> rules));

		advance(Duration.ofMillis(899));
		node.fire();
		assertThat(ledger().running()).isZero();
		advance(Duration.ofMillis(1));
		node.fire();
		assertThat(ledger().running()).isEqualTo(1);
		advance(Duration.ofMillis(99));
		node.fire();
		assertThat(this.runs.nominalTimes()).isEmpty();
		advance(Duration.ofMillis(1));
		node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(1));
		assertLaw(1);
	}

	@Test
	void t6RunThatEndsJustBeforeTheNextTickSkipsNothing() {
		TestNode node = node("a", task(Schedule.interval(SECOND, Duration.ZERO), blocking(), (rules) -> rules));
		advance(SECOND);
		node.fire();
		awaitRuns(1);
		advance(Duration.ofMillis(950));
		node.fire();

		this.latch.countDown();
		awaitNothingRuns();
		advance(Duration.ofMillis(50));
		node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(1), second(2));
		assertLaw(2);
	}

}
