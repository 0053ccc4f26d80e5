package dev.scheduling.tick;

import java.time.Duration;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.store.TickCount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule T4: a delay after the last completion, wherever in the cluster that was.
 */
class FixedDelayTests extends TickFixture {

	private static final Duration DELAY = Duration.ofSeconds(30);

	@Test
	void t4FirstRunComesOneDelayAfterTheTaskWasFirstSeen() {
		TestNode node = node("a", delayed());

		advance(DELAY.minusMillis(1));
		node.tick();
		assertThat(this.runs.nominalTimes()).isEmpty();
		advance(Duration.ofMillis(1));
		node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(30));
	}

	@Test
	void t4NodesNeverStartCloserThanTheDelayAfterTheSharedCompletion() {
		TestNode node = node("a", task(Schedule.fixedDelay(DELAY), blocking(), (rules) -> rules));
		TestNode other = node("b", delayed());
		advance(DELAY);
		node.fire();
		awaitRuns(1);
		for (int i = 0; i < 5; i++) {
			advance(SECOND);
			other.fire();
		}
		assertThat(this.runs.nominalTimes()).containsExactly(second(30));
		this.latch.countDown();
		awaitCount(TickCount.RUN, 1);

		for (int i = 0; i < 29; i++) {
			advance(SECOND);
			other.fire();
			node.fire();
		}
		assertThat(this.runs.nominalTimes()).containsExactly(second(30));
		advance(SECOND);
		other.fire();

		awaitRuns(2);
		assertThat(this.runs.nominalTimes()).containsExactly(second(30), second(65));
	}

	@Test
	void t4DeathOfTheRunnerDelaysTheTaskAndDoesNotStopIt() {
		TestNode node = node("a", task(Schedule.fixedDelay(DELAY), blocking(), (rules) -> rules));
		TestNode other = node("b", delayed());
		advance(DELAY);
		node.fire();
		awaitRuns(1);

		advance(TestNode.LEASE.plus(DELAY)); // without a renewal the run is dead
		fireUntil(other, () -> this.runs.nominalTimes().size() == 2);

		assertThat(this.runs.nominalTimes()).containsExactly(second(30), second(70));
		assertThat(count(TickCount.LOST_CRASH)).isEqualTo(1);
	}

	@Test
	void t4RestartKeepsTheLastCompletion() {
		TestNode node = node("a", delayed());
		advance(DELAY);
		node.tick();
		awaitCount(TickCount.RUN, 1);
		node.close();
		advance(Duration.ofSeconds(20));

		TestNode restarted = node("b", delayed());
		advance(Duration.ofSeconds(10));
		restarted.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(30), second(60));
	}

	@Test
	void t4InstanceScopeCountsFromTheEndOnThatNode() {
		TestNode node = node("a",
				task(Schedule.fixedDelay(DELAY), blocking(), (rules) -> rules.scope(TaskScope.INSTANCE)));
		advance(DELAY);
		node.fire();
		awaitRuns(1);
		advance(DELAY.plusSeconds(10));
		node.fire();
		this.latch.countDown();

		fireUntil(node, () -> !node.isBusy());
		advance(DELAY.minusSeconds(1));
		node.tick();
		assertThat(this.runs.nominalTimes()).hasSize(1);
		advance(SECOND);
		node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(30), second(100));
	}

	private PeriodicTask delayed() {
		return task(Schedule.fixedDelay(DELAY), this.runs, (rules) -> rules);
	}

}
