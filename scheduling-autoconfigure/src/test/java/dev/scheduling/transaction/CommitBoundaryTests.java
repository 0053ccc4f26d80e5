package dev.scheduling.transaction;

import java.util.ArrayList;
import java.util.List;

import dev.scheduling.testing.TestTransactionManager;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class CommitBoundaryTests {

	private final TransactionTemplate transaction = new TransactionTemplate(new TestTransactionManager());

	private final Recorder first = new Recorder();

	private final Recorder second = new Recorder();

	private final CommitBoundary<String> ofFirst = CommitBoundary.detect(this.first);

	private final CommitBoundary<String> ofSecond = CommitBoundary.detect(this.second);

	@Test
	void collectsNothingOutsideATransaction() {
		assertThat(this.ofFirst.add("a")).isFalse();
		assertThat(this.first.committed).isEmpty();
	}

	@Test
	void handsOverOnceWhatOneTransactionHasCollected() {
		this.transaction.executeWithoutResult((status) -> {
			assertThat(this.ofFirst.add("a")).isTrue();
			assertThat(this.ofFirst.add("b")).isTrue();
			assertThat(this.first.committed).isEmpty();
		});

		assertThat(this.first.committed).containsExactly(List.of("a", "b"));
	}

	@Test
	void twoBoundariesInOneTransactionKeepApart() {
		this.transaction.executeWithoutResult((status) -> {
			this.ofFirst.add("a");
			this.ofSecond.add("b");
			this.ofFirst.add("c");
		});

		assertThat(this.first.committed).containsExactly(List.of("a", "c"));
		assertThat(this.second.committed).containsExactly(List.of("b"));
	}

	@Test
	void tellsOfARollbackAndForgetsTheItems() {
		this.transaction.executeWithoutResult((status) -> {
			this.ofFirst.add("a");
			status.setRollbackOnly();
		});
		this.transaction.executeWithoutResult((status) -> this.ofFirst.add("b"));

		assertThat(this.first.rolledBack).containsExactly(List.of("a"));
		assertThat(this.first.committed).containsExactly(List.of("b"));
	}

	private static final class Recorder implements CommitBoundary.TransactionEnd<String> {

		private final List<List<String>> committed = new ArrayList<>();

		private final List<List<String>> rolledBack = new ArrayList<>();

		@Override
		public void committed(List<String> items) {
			this.committed.add(items);
		}

		@Override
		public void notCommitted(List<String> items, boolean unknown) {
			this.rolledBack.add(items);
		}

	}

}
