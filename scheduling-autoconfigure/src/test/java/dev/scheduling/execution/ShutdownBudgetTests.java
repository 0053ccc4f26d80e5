package dev.scheduling.execution;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ShutdownBudgetTests {

	private final AtomicLong nanos = new AtomicLong(42);

	private final ShutdownBudget budget = new ShutdownBudget(Duration.ofSeconds(20), this.nanos::get);

	@Test
	void isWholeUntilStarted() {
		pass(Duration.ofHours(1));

		assertThat(this.budget.remaining()).isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	void countsFromTheFirstStart() {
		this.budget.start();
		pass(Duration.ofSeconds(5));
		this.budget.start();
		pass(Duration.ofSeconds(7));

		assertThat(this.budget.remaining()).isEqualTo(Duration.ofSeconds(8));
	}

	@Test
	void neverGetsNegative() {
		this.budget.start();
		pass(Duration.ofSeconds(21));

		assertThat(this.budget.remaining()).isZero();
	}

	@Test
	void isWholeAgainAfterReset() {
		this.budget.start();
		pass(Duration.ofSeconds(21));

		this.budget.reset();

		assertThat(this.budget.remaining()).isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	void refusesNegativeTime() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ShutdownBudget(Duration.ofSeconds(-1)))
			.withMessage("'scheduling.shutdown-timeout' (PT-1S) must not be negative");
	}

	private void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

}
