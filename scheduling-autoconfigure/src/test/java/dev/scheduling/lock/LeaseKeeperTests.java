package dev.scheduling.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule T7: a lease lives as long as it is wanted, and its holder is told before it ends.
 */
class LeaseKeeperTests {

	private static final Duration LEASE = Duration.ofSeconds(12);

	private final List<String> renewed = new ArrayList<>();

	private final List<String> lost = new ArrayList<>();

	private long now;

	private long answerTakes;

	private Answering store = Answering.HELD;

	private final LeaseKeeper<String> keeper = new LeaseKeeper<>(LEASE, () -> this.now, this::renew, this.lost::add);

	@Test
	void t7LeaseIsKeptForTenLeases() {
		this.keeper.add("run", LEASE);

		for (int i = 0; i < 30; i++) {
			this.now += this.keeper.pass();
		}

		assertThat(this.now).isEqualTo(LEASE.multipliedBy(10).toNanos());
		assertThat(this.lost).isEmpty();
		assertThat(this.keeper.holds("run")).isTrue();
	}

	@Test
	void t7HolderIsToldBeforeTheLeaseEndsWhenTheStoreDoesNotAnswer() {
		this.keeper.add("run", LEASE);
		this.store = Answering.SILENT;

		while (this.lost.isEmpty()) {
			this.now += this.keeper.pass();
		}

		assertThat(this.now).isLessThan(LEASE.toNanos());
		assertThat(this.keeper.holds("run")).isFalse();
	}

	@Test
	void t7LeaseThatEndedDuringAPauseIsNotHeldEvenBeforeTheNextPass() {
		this.keeper.add("run", LEASE);

		this.now += LEASE.toNanos() - 1;
		assertThat(this.keeper.holds("run")).isTrue();
		this.now++;
		assertThat(this.keeper.holds("run")).isFalse();
	}

	@Test
	void t7SilenceThatEndsInTimeCostsNothing() {
		this.keeper.add("run", LEASE);
		this.store = Answering.SILENT;
		while (this.now < TimeUnit.SECONDS.toNanos(8)) {
			this.now += this.keeper.pass();
		}
		this.store = Answering.HELD;

		for (int i = 0; i < 10; i++) {
			this.now += this.keeper.pass();
		}

		assertThat(this.lost).isEmpty();
	}

	@Test
	void t7HolderIsToldOnceWhenTheLeaseIsLost() {
		this.keeper.add("run", LEASE);
		this.store = Answering.LOST;

		this.keeper.pass();
		this.keeper.pass();

		assertThat(this.lost).containsExactly("run");
	}

	@Test
	void t7LeaseCountsFromBeforeItsRenewalWasSent() {
		this.keeper.add("run", LEASE);
		this.answerTakes = TimeUnit.SECONDS.toNanos(2);

		this.keeper.pass();

		this.now += LEASE.minusSeconds(2).toNanos() - 1;
		assertThat(this.keeper.holds("run")).isTrue();
		this.now++;
		assertThat(this.keeper.holds("run")).isFalse();
	}

	@Test
	void leaseThatIsNotWantedAnyMoreIsNotRenewed() {
		this.keeper.add("run", LEASE);
		this.keeper.remove("run");

		this.keeper.pass();

		assertThat(this.renewed).isEmpty();
	}

	private void renew(List<String> leases, LeaseKeeper.Answer<String> answer) {
		if (this.store == Answering.SILENT) {
			throw new IllegalStateException("expected by the test");
		}
		this.now += this.answerTakes;
		this.renewed.addAll(leases);
		leases.forEach((leased) -> answer.of(leased, this.store == Answering.HELD));
	}

	private enum Answering {

		HELD, LOST, SILENT

	}

}
