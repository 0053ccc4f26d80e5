package dev.scheduling.tick;

import java.time.Duration;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.ScheduleText;
import dev.scheduling.periodic.StoreFailurePolicy;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.store.TickCount;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule T12: what becomes of ticks while the store is out of reach.
 */
class StoreFailureTests extends TickFixture {

	@Test
	void t12RunRunsEveryTickUnclaimedAndCatchesNothingUp() {
		TestNode node = node("a", runs());
		tick(node, 1);
		awaitCount(TickCount.RUN, 1);

		this.faulty.out = true;
		for (int i = 2; i <= 31; i++) {
			tick(node, 1);
			awaitRuns(i);
		}
		assertThat(this.runs.nominalTimes()).doesNotHaveDuplicates();
		assertThat(this.runs.tokens().subList(1, 31)).containsOnly(-1L);
		this.faulty.out = false;
		node.recover();
		for (int i = 32; i <= 34; i++) {
			tick(node, 1);
			awaitRuns(i);
			awaitCount(TickCount.RUN, i - 30);
		}

		assertThat(this.runs.nominalTimes()).doesNotHaveDuplicates().isSorted();
		assertThat(count(TickCount.MISSED_POLICY)).isEqualTo(30);
		assertLaw(34);
	}

	@Test
	void t12InstanceScopeFiresFromTheStartWithoutAStore() {
		this.faulty.out = true;
		TestNode node = node("a", every(SECOND, (rules) -> rules.scope(TaskScope.INSTANCE)));

		tick(node, 1);

		awaitRuns(1);
	}

	@Test
	void t18ChangeDuringAnOutageHoldsAsSoonAsTheStoreAnswers() {
		TestNode node = node("a", every(SECOND, (rules) -> rules));
		this.faulty.out = true;
		this.controls.reschedule("report", ScheduleText.write(Schedule.interval(HOUR, Duration.ZERO)));
		node.fire();

		this.faulty.out = false;
		node.fire();

		assertThat(node.tasks().nextRuns("report", 1)).containsExactly(hour(1));
	}

	@Test
	void t12OutageIsSeenWhileNothingIsDue() {
		TestNode node = node("a", every(HOUR, (rules) -> rules));

		this.faulty.out = true;
		node.fire();
		assertThat(node.outage()).isPresent();

		this.faulty.out = false;
		node.fire();
		assertThat(node.outage()).isEmpty();
	}

	@Test
	void t12RunDoesNotWaitForAStoreThatIsKnownToBeAway() {
		TestNode node = node("a", runs());
		this.faulty.out = true;
		tick(node, 1);
		awaitRuns(1);
		node.recover();

		tick(node, 1);

		awaitRuns(2);
		assertThat(this.faulty.claims).isEqualTo(1);
	}

	@Test
	void t12RunFiresFromTheStartWithoutAStore() {
		this.faulty.out = true;
		TestNode node = node("a", runs());

		for (int i = 1; i <= 3; i++) {
			tick(node, 1);
			awaitRuns(i);
		}

		assertThat(this.runs.nominalTimes()).containsExactly(second(1), second(2), second(3));

		this.faulty.out = false;
		node.recover();
		node.tick();
		tick(node, 1);
		awaitRuns(4);
		assertThat(this.runs.nominalTimes()).containsExactly(second(1), second(2), second(3), second(4));
		assertThat(this.runs.tokens().get(3)).isPositive();
	}

	@Test
	void t12RunFromTheStartWithoutAStoreIsNotMadeUpForOnceItAnswers() {
		node("a", runs()).close();
		advance(SECOND);
		this.faulty.out = true;
		TestNode node = node("b", runs());

		tick(node, 1);
		awaitRuns(1);
		this.faulty.out = false;
		node.recover();
		node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(second(2));
		tick(node, 1);
		awaitCount(TickCount.RUN, 1);
		assertThat(this.runs.nominalTimes()).containsExactly(second(2), second(3));
		assertLaw(3);
	}

	@Test
	void t12SkipRunsNothingAndMakesUpForTheLatest() {
		TestNode node = node("a", every(SECOND, (rules) -> rules));

		this.faulty.out = true;
		tick(node, 30);
		assertThat(this.runs.nominalTimes()).isEmpty();
		this.faulty.out = false;
		node.recover();
		tick(node, 1);

		awaitCount(TickCount.RUN, 1);
		assertThat(this.runs.nominalTimes()).containsExactly(second(31));
		assertLaw(31);
	}

	@Test
	void t12SkipClaimThatTheStoreHeardWithoutAnAnswerGivesWayToTheLatest() {
		TestNode node = node("a", every(SECOND, (rules) -> rules));

		freeze(node);
		tick(node, 5);
		thaw(node);
		tick(node, 1);
		node.fire();

		awaitCount(TickCount.RUN, 1);
		assertThat(this.runs.nominalTimes()).containsExactly(second(7));
		assertThat(count(TickCount.MISSED_COALESCED)).isEqualTo(6);
		assertLaw(7);
	}

	@Test
	void t12RunClaimThatTheStoreHeardWithoutAnAnswerKeepsNothingFromRunning() {
		TestNode node = node("a", runs());

		freeze(node);
		for (int i = 2; i <= 6; i++) {
			tick(node, 1);
			awaitRuns(i);
		}
		thaw(node);
		tick(node, 1);
		node.fire();
		awaitRuns(7);

		assertThat(this.runs.nominalTimes()).doesNotHaveDuplicates().isSorted();
		assertThat(this.runs.tokens().get(6)).isPositive();
		awaitCount(TickCount.RUN, 1);
		assertThat(count(TickCount.MISSED_POLICY)).isEqualTo(6);
		assertLaw(7);
	}

	@Test
	void t12StoreThatIsAwayAgainBeforeTheOldRunIsEndedIsAskedAgain() {
		TestNode node = node("a", runs());

		freeze(node);
		this.faulty.refuseEnds = true;
		thaw(node);
		tick(node, 1);
		awaitRuns(2);
		this.faulty.refuseEnds = false;
		node.recover();
		tick(node, 1);
		node.fire();
		awaitRuns(3);

		assertThat(this.runs.nominalTimes()).containsExactly(second(1), second(2), second(3));
		assertThat(this.runs.tokens().get(2)).isPositive();
		awaitCount(TickCount.RUN, 1);
		assertThat(count(TickCount.MISSED_POLICY)).isEqualTo(2);
		assertLaw(3);
	}

	@Test
	void t12EndOfARunThatTheStoreDidNotHearIsToldAgain() {
		TestNode node = node("a", every(SECOND, (rules) -> rules));
		this.faulty.refuseEnds = true;

		tick(node, 1);
		Awaitility.await().until(() -> this.faulty.refusedEnds > 0);
		this.faulty.refuseEnds = false;

		awaitCount(TickCount.RUN, 1);
		assertLaw(1);
	}

	/** The store hears the next claim and does not answer any more. */
	private void freeze(TestNode node) {
		this.faulty.loseAnswers = true;
		tick(node, 1);
		this.faulty.out = true;
	}

	private void thaw(TestNode node) {
		this.faulty.loseAnswers = false;
		this.faulty.out = false;
		node.recover();
	}

	private PeriodicTask runs() {
		return every(SECOND, (rules) -> rules.onStoreFailure(StoreFailurePolicy.RUN));
	}

	private void tick(TestNode node, int count) {
		for (int i = 0; i < count; i++) {
			advance(Duration.ofSeconds(1));
			node.fire();
		}
	}

}
