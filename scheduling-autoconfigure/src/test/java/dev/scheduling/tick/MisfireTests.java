package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.store.TickCount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule T9: what becomes of ticks that no node was there to run.
 */
class MisfireTests extends TickFixture {

	private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

	@Test
	void t9SkipRunsNoMissedTickAndGoesOnOnTheGrid() {
		TestNode node = downFor(3, MisfirePolicy.SKIP, 100);

		assertThat(this.runs.nominalTimes()).isEmpty();
		assertThat(count(TickCount.MISSED_POLICY)).isEqualTo(3);
		advance(HOUR.minus(TEN_MINUTES));
		node.tick();
		assertThat(this.runs.nominalTimes()).containsExactly(hour(4));
		awaitCount(TickCount.RUN, 1);
		assertLaw(4);
	}

	@Test
	void t9SkipRunsATickThatIsOnlyLate() {
		TestNode node = node("a", every(HOUR, (rules) -> rules.misfire(MisfirePolicy.SKIP)));

		advance(HOUR.plus(MisfireRule.LATE));
		node.tick();

		assertThat(this.runs.nominalTimes()).containsExactly(hour(1));
	}

	@Test
	void t9FireOnceRunsTheLatestAndGoesOnOnTheGrid() {
		TestNode node = downFor(3, MisfirePolicy.FIRE_ONCE, 100);

		assertThat(this.runs.nominalTimes()).containsExactly(hour(3));
		assertThat(count(TickCount.MISSED_COALESCED)).isEqualTo(2);
		awaitCount(TickCount.RUN, 1);
		advance(HOUR.minus(TEN_MINUTES));
		node.tick();
		assertThat(this.runs.nominalTimes()).containsExactly(hour(3), hour(4));
		awaitCount(TickCount.RUN, 2);
		assertLaw(4);
	}

	@Test
	void t9FireAllRunsEachOldestFirst() {
		TestNode node = downFor(5, MisfirePolicy.FIRE_ALL, 100);

		fireUntil(node, () -> count(TickCount.RUN) == 5);

		assertThat(this.runs.nominalTimes()).containsExactly(hour(1), hour(2), hour(3), hour(4), hour(5));
		assertLaw(5);
	}

	@Test
	void t9FireAllRunsTheLatestUpToTheLimit() {
		TestNode node = downFor(5, MisfirePolicy.FIRE_ALL, 2);

		fireUntil(node, () -> count(TickCount.RUN) == 2);

		assertThat(this.runs.nominalTimes()).containsExactly(hour(4), hour(5));
		assertThat(count(TickCount.MISSED_LIMIT)).isEqualTo(3);
		assertLaw(5);
	}

	@Test
	void t9FireAllLeavesOutWhatIsOutOfItsWindow() {
		node("a", every(HOUR, (rules) -> rules)).close();
		advance(Duration.ofHours(30).plus(TEN_MINUTES));
		TestNode node = node("b",
				every(HOUR, (rules) -> rules.misfire(MisfirePolicy.FIRE_ALL).catchUpWindow(Duration.ofMinutes(190))));

		fireUntil(node, () -> count(TickCount.RUN) == 4);

		assertThat(this.runs.nominalTimes()).containsExactly(hour(27), hour(28), hour(29), hour(30));
		assertThat(count(TickCount.MISSED_WINDOW)).isEqualTo(26);
		assertLaw(30);
	}

	@Test
	void t9MissedTicksRunOneAfterAnother() {
		node("a", every(HOUR, (rules) -> rules)).close();
		advance(Duration.ofHours(3));
		TestNode node = node("b", task(Schedule.interval(HOUR, Duration.ZERO), blocking(),
				(rules) -> rules.misfire(MisfirePolicy.FIRE_ALL)));
		node.fire();
		awaitRuns(1);

		for (int i = 0; i < 5; i++) {
			advance(SECOND);
			node.fire();
		}

		assertThat(this.runs.nominalTimes()).containsExactly(hour(1));
		assertThat(ledger().mark()).isEqualTo(hour(1));
		this.latch.countDown();
		fireUntil(node, () -> count(TickCount.RUN) == 3);
		assertThat(this.runs.nominalTimes()).containsExactly(hour(1), hour(2), hour(3));
	}

	@Test
	void t9TickThatIsOnlyLateWaitsForTheMissedOnesBeforeIt() {
		node("a", every(HOUR, (rules) -> rules)).close();
		advance(Duration.ofHours(2).plus(SECOND));
		Semaphore turns = new Semaphore(0);
		TestNode node = node("b", task(Schedule.interval(HOUR, Duration.ZERO), (context) -> {
			this.runs.run(context);
			return turns.tryAcquire(1, TimeUnit.MINUTES);
		}, (rules) -> rules.misfire(MisfirePolicy.FIRE_ALL)));
		node.fire();
		awaitRuns(1);

		node.fire();
		node.fire();
		turns.release(2);
		fireUntil(node, () -> count(TickCount.RUN) == 2);

		assertThat(this.runs.nominalTimes()).containsExactly(hour(1), hour(2));
		assertLaw(2);
	}

	@Test
	void t9DailyTickThatAnOutageOfAnHourCoversRuns() {
		Schedule daily = Schedule.cron("30 12 * * *", ZoneOffset.UTC);
		TestNode before = node("a", task(daily, this.runs, (rules) -> rules));
		advance(Duration.ofMinutes(15));
		before.close();
		advance(HOUR);

		node("b", task(daily, this.runs, (rules) -> rules)).tick();

		assertThat(this.runs.nominalTimes()).containsExactly(Instant.parse("2026-03-01T12:30:00Z"));
	}

	@Test
	void t9WeeklyTickThatIsMoreThanADayLateIsNotMadeUpFor() {
		Schedule weekly = Schedule.cron("0 13 * * SUN", ZoneOffset.UTC);
		node("a", task(weekly, this.runs, (rules) -> rules)).close();
		advance(Duration.ofHours(26));

		TestNode node = node("b", task(weekly, this.runs, (rules) -> rules)).tick();

		assertThat(this.runs.nominalTimes()).isEmpty();
		assertThat(count(TickCount.MISSED_WINDOW)).isEqualTo(1);
		advance(Duration.ofDays(7).minus(HOUR));
		node.tick();
		assertThat(this.runs.nominalTimes()).containsExactly(Instant.parse("2026-03-08T13:00:00Z"));
	}

	@Test
	void t9WindowOfATaskDecides() {
		node("a", every(HOUR, (rules) -> rules)).close();
		advance(HOUR.plus(TEN_MINUTES));

		node("b", every(HOUR, (rules) -> rules.catchUpWindow(Duration.ofMinutes(9)))).tick();

		assertThat(this.runs.nominalTimes()).isEmpty();
		assertThat(count(TickCount.MISSED_WINDOW)).isEqualTo(1);
	}

	@Test
	void t9FirstDeployNeverCatchesUp() {
		advance(Duration.ofMinutes(59));

		node("a", every(HOUR, (rules) -> rules.misfire(MisfirePolicy.FIRE_ALL))).tick();

		assertThat(this.runs.nominalTimes()).isEmpty();
		assertLaw(0);
	}

	/** Closes the only node, and starts another one ten minutes after the last tick. */
	private TestNode downFor(int ticks, MisfirePolicy policy, int limit) {
		node("a", every(HOUR, (rules) -> rules)).close();
		advance(HOUR.multipliedBy(ticks).plus(TEN_MINUTES));
		return node("b", every(HOUR, (rules) -> rules.misfire(policy).catchUpLimit(limit))).tick();
	}

}
