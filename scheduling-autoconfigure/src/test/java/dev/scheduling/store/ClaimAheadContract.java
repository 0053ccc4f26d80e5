package dev.scheduling.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.scheduling.periodic.TaskPause;
import dev.scheduling.store.ClaimResult.Early;
import dev.scheduling.store.ClaimResult.Won;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link PeriodicStore} makes of a claim that comes before its tick's time
 * (rule T10): it is won if nothing is in its way, and else changes nothing.
 */
abstract class ClaimAheadContract extends TickPolicyFixture {

	private static final Instant SOON = START.plus(SECOND).plus(PeriodicStore.CLAIM_AHEAD);

	@Test
	void t10TickIsWonShortlyBeforeItsTimeAndNotEarlier() {
		assertThat(claim("one", tickAt("c1", SOON.plusMillis(1), TickAdmission.SKIP, null))).isEqualTo(new Early());
		assertNothingClaimed();

		assertThat(claim("one", tickAt("c1", SOON, TickAdmission.SKIP, null))).isInstanceOfSatisfying(Won.class,
				(won) -> assertThat(won.mark()).isEqualTo(SOON));
		assertThat(ledger().accounted()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource(value = TickAdmission.class, mode = Mode.EXCLUDE, names = "ALLOW")
	void t6RunThatIsAliveIsWaitedForUntilTheTimeOfTheTick(TickAdmission admission) {
		trigger("one", "t1", TickAdmission.SKIP);

		assertThat(claim("two", tickAt("c1", SOON, admission, null))).isEqualTo(new Early());

		assertThat(ledger().mark()).isEqualTo(START);
		assertThat(ledger().buffered()).isZero();
		assertThat(count(TickCount.SKIPPED_OVERLAP)).isZero();
	}

	@ParameterizedTest
	@EnumSource(value = TickAdmission.class, names = { "BUFFER", "CANCEL" })
	void t6TickThatWaitsAlreadyIsNotReplacedBeforeTheTimeOfTheNext(TickAdmission admission) {
		long token = ((Won) trigger("one", "t1", TickAdmission.SKIP)).token();
		claim("two", tickAt("c1", START.plus(SECOND), admission, null));
		finish(token, TickCount.RUN);

		TickClaim next = new TickClaim("report", "c2", "a", START.plus(SECOND), SOON, SECOND, Map.of(), null,
				admission);
		assertThat(claim("two", next)).isEqualTo(new Early());

		assertThat(ledger().buffered()).isEqualTo(1);
		assertThat(count(TickCount.SKIPPED_OVERLAP)).isZero();
	}

	@Test
	void t6RunsThatMayOverlapAreWonBesideOthers() {
		trigger("one", "t1", TickAdmission.ALLOW);

		assertThat(claim("two", tickAt("c1", SOON, TickAdmission.ALLOW, null))).isInstanceOf(Won.class);
	}

	@Test
	void t18TaskThatIsPausedMayBeResumedByThen() {
		controls().pause("report", "", new TaskPause(START, "why"));

		assertThat(claim("one", tickAt("c1", SOON, TickAdmission.SKIP, null))).isEqualTo(new Early());
		assertNothingClaimed();
	}

	@Test
	void t16TickWithoutAPlaceIsNotCountedBeforeItsTime() {
		assertThat(claim("one", tickAt("c1", SOON, TickAdmission.SKIP, TickCount.SKIPPED_REJECTED)))
			.isEqualTo(new Early());
		assertNothingClaimed();
	}

	@Test
	void t4TickAfterADelayIsNotWonBeforeItsTime() {
		assertThat(claim("one", tickAt("c1", SOON, TickAdmission.AFTER_DELAY, null))).isEqualTo(new Early());
		assertNothingClaimed();
	}

	private void assertNothingClaimed() {
		assertThat(ledger().mark()).isEqualTo(START);
		assertThat(ledger().accounted()).isZero();
	}

	private static TickClaim tickAt(String call, Instant nominal, TickAdmission admission, TickCount givenUp) {
		Duration period = Duration.between(START, nominal);
		return new TickClaim("report", call, "a", START, nominal, period, Map.of(), givenUp, admission);
	}

}
