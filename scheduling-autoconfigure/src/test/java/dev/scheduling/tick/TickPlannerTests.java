package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a tick that was taken is due again.
 */
class TickPlannerTests {

	private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	private static final Instant FIRST = START.plusSeconds(1);

	private static final Instant LATER = FIRST.plusSeconds(1);

	private final AtomicInteger calls = new AtomicInteger();

	private final TickPlanner planner = new TickPlanner(() -> "call-" + this.calls.incrementAndGet());

	private DueTick tick;

	@BeforeEach
	void takeTheFirstTick() {
		PeriodicTask task = RecordedRuns.everySecond("report", new RecordedRuns());
		this.planner.add(task, START, START);
		this.tick = this.planner.due(FIRST).get(0);
	}

	@Test
	void t6TickThatWaitsForARunIsDueOnceThatEnds() {
		this.planner.waitForRun(this.tick, LATER);
		assertThat(this.planner.nextDue()).contains(LATER);

		this.planner.runEnded("report", FIRST.plusMillis(10));

		assertThat(this.planner.nextDue()).contains(FIRST.plusMillis(10));
	}

	@Test
	void t5TickThatIsOutIsNotGivenOutAgainWhenARunEnds() {
		this.planner.runEnded("report", FIRST.plusMillis(10));

		assertThat(this.planner.nextDue()).isEmpty();
		assertThat(this.planner.due(LATER)).isEmpty();
	}

	@Test
	void t5TickThatWaitedAndIsOutAgainIsNotGivenOutBesides() {
		this.planner.waitForRun(this.tick, LATER);
		assertThat(this.planner.due(LATER)).hasSize(1);

		this.planner.runEnded("report", LATER);

		assertThat(this.planner.due(LATER)).isEmpty();
	}

	@Test
	void t18TickOfBeforeAChangeDoesNotGiveBackTheOneOfAfterIt() {
		this.planner.add(this.tick.task(), START, FIRST);
		DueTick after = this.planner.due(FIRST).get(0);

		this.planner.lookAgain(this.tick, FIRST);
		assertThat(this.planner.due(FIRST)).isEmpty();

		this.planner.lookAgain(after, FIRST);
		assertThat(this.planner.due(FIRST)).hasSize(1);
	}

	@Test
	void t6RunThatEndsWhileTheStoreAnswersIsNotWaitedFor() {
		this.planner.runEnded("report", FIRST.plusMillis(10));

		this.planner.waitForRun(this.tick, LATER);

		assertThat(this.planner.nextDue()).contains(FIRST.plusMillis(10));
	}

	@Test
	void t1QuickTaskIsClaimedAQuarterOfItsPeriodAheadAtMost() {
		this.planner.add(every(Schedule.interval(Duration.ofMillis(100), Duration.ZERO)), START, START);

		assertThat(this.planner.nextDue()).contains(START.plusMillis(75));
	}

	@Test
	void t14ScheduleThatThrowsIsAskedAgainAndStopsNoOtherTask() {
		AtomicReference<RuntimeException> failure = new AtomicReference<>();
		Schedule everySecond = Schedule.interval(Duration.ofSeconds(1), Duration.ZERO);
		PeriodicTask own = every(new Schedule() {

			@Override
			public Optional<Instant> next(Instant after) {
				if (failure.get() != null) {
					throw failure.get();
				}
				return everySecond.next(after);
			}

			@Override
			public String describe() {
				return "own";
			}

		});
		this.planner.add(own, START, START);
		failure.set(new IllegalStateException("expected by the test"));
		this.planner.add(RecordedRuns.everySecond("other", new RecordedRuns()), START, START);

		assertThat(this.planner.due(FIRST)).extracting((due) -> due.task().name()).containsExactly("other");
		this.planner.add(own, START, FIRST);
		failure.set(null);

		assertThat(this.planner.due(FIRST.plusSeconds(60))).extracting((due) -> due.task().name())
			.containsExactly("report");
	}

	@Test
	void t6EarlierRunDoesNotEndTheWaitForThisOne() {
		this.planner.runEnded("report", FIRST);
		this.planner.lookAgain(this.tick, FIRST.plus(Duration.ofMillis(5)));
		DueTick again = this.planner.due(FIRST.plus(Duration.ofMillis(5))).get(0);

		this.planner.waitForRun(again, LATER);

		assertThat(this.planner.nextDue()).contains(LATER);
	}

	private static PeriodicTask every(Schedule schedule) {
		return PeriodicTask.named("report", new RecordedRuns()).schedule(schedule).build();
	}

}
