package dev.scheduling.queue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.scheduling.job.DuplicateJobException;
import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobState;
import dev.scheduling.job.JobsNotEnqueuedEvent;
import dev.scheduling.job.Priority;
import dev.scheduling.job.QueueFullException;
import dev.scheduling.job.UniqueMode;
import dev.scheduling.testing.TestTransactionManager;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What producers are told of unique keys, depths and partitions.
 */
class EnqueueRulesTests {

	private final JobQueueFixture fixture = new JobQueueFixture(JobQueueFixture.handler("export", Export.class));

	private final DurableJobQueue queue = this.fixture.queue;

	private final JobOptions unique = JobOptions.defaults()
		.uniqueKey(Export.class, (export) -> "export-" + export.region());

	@Test
	void j5DuplicateIsThrownWithTheExistingId() {
		JobId existing = this.queue.enqueue(new Export("a"), this.unique);

		assertThatExceptionOfType(DuplicateJobException.class)
			.isThrownBy(() -> this.queue.enqueue(new Export("a"), this.unique))
			.withMessage("The job was refused: the job '%s' holds its unique key", existing)
			.satisfies((ex) -> assertThat(ex.existing()).isEqualTo(existing));
	}

	@Test
	void j2DuplicatesOfABatchAreReportedAndTheOthersStored() {
		JobId existing = this.queue.enqueue(new Export("a"), this.unique);

		assertThatExceptionOfType(DuplicateJobException.class).isThrownBy(
				() -> this.queue.enqueueAll(List.of(new Export("b"), new Export("a"), new Export("c")), this.unique))
			.satisfies((ex) -> {
				assertThat(ex.duplicates()).hasSize(1).containsValue(existing);
				assertThat(ex.enqueued()).hasSize(2).allSatisfy((id) -> assertThat(this.queue.find(id)).isPresent());
			});
	}

	@Test
	void j5ReplaceReturnsTheIdThatWillRun() {
		JobOptions debounced = this.unique.uniqueMode(UniqueMode.REPLACE).delay(Duration.ofSeconds(1));
		JobId first = this.queue.enqueue(new Export("a"), debounced);
		JobId second = this.queue.enqueue(new Export("a"), debounced);

		assertThat(this.queue.find(first)).map(Job::state).contains(JobState.CANCELLED);
		assertThat(this.queue.find(second)).map(Job::state).contains(JobState.SCHEDULED);
	}

	@Test
	void j5RefusalInATransactionIsToldByAnEvent() {
		this.queue.enqueue(new Export("a"), this.unique);

		JobId refused = new TransactionTemplate(new TestTransactionManager())
			.execute((status) -> this.queue.enqueue(new Export("a"), this.unique));

		assertThat(this.fixture.events).singleElement().isInstanceOfSatisfying(JobsNotEnqueuedEvent.class, (event) -> {
			assertThat(event.jobs()).singleElement().satisfies((job) -> {
				assertThat(job.id()).isEqualTo(refused);
				assertThat(job.maybeStored()).isFalse();
			});
			assertThat(event.cause()).isInstanceOf(DuplicateJobException.class);
		});
	}

	@Test
	void j14FullQueueRefusesWithItsName() {
		JobOptions small = JobOptions.defaults().queue("small");
		this.queue.enqueueAll(List.of(new Export("a"), new Export("b")), small);

		assertThatExceptionOfType(QueueFullException.class)
			.isThrownBy(() -> this.queue.enqueueAll(List.of(new Export("c"), new Export("d")), small))
			.withMessageContaining("The queue 'small' is full: 2 of 2 jobs were refused")
			.satisfies((ex) -> assertThat(ex.queue()).isEqualTo("small"));
	}

	@Test
	void j25JobsSpreadOverThePartitionsAndAreFoundByTheirIds() {
		List<JobId> ids = this.queue.enqueueAll(
				IntStream.range(0, 100).mapToObj((number) -> new Export("r" + number)).toList(),
				JobOptions.defaults().queue("hot"));

		assertThat(ids).extracting(JobId::partition).contains("hot", "hot#1", "hot#2", "hot#3");
		assertThat(ids).allSatisfy((id) -> {
			assertThat(id.queue()).isEqualTo("hot");
			assertThat(id.value()).matches("[A-Za-z0-9._~-]+");
			assertThat(this.queue.find(id)).map(Job::queue).contains("hot");
			assertThat(this.queue.cancel(id)).isTrue();
		});
	}

	@Test
	void j25JobsOfOneKeyAreInOnePartition() {
		JobOptions hot = JobOptions.defaults().queue("hot");

		assertThat(partitions(hot.concurrencyKey("customer-1"))).hasSize(1);
		assertThat(partitions(hot.uniqueKey("k").uniqueMode(UniqueMode.REPLACE))).hasSize(1);
		assertThat(partitions(hot.concurrencyKey("customer-1").uniqueKey(Export.class, Export::region))).hasSize(1);
	}

	private Set<String> partitions(JobOptions options) {
		return IntStream.range(0, 20)
			.mapToObj((number) -> this.queue.enqueue(new Export("x" + number), options).partition())
			.collect(Collectors.toSet());
	}

	@Test
	void j4PriorityOfTheOptionsReachesTheStore() {
		this.queue.enqueue(new Export("a"));
		JobId urgent = this.queue.enqueue(new Export("b"), JobOptions.defaults().priority(Priority.HIGH));

		assertThat(this.fixture.fetch("default").get(0).lease().id()).isEqualTo(urgent);
	}

	@Test
	void refusesAKeyThatTheFunctionDoesNotGive() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.queue.enqueue(new Export("a"),
					JobOptions.defaults().uniqueKey(Export.class, (export) -> "")))
			.withMessage("'uniqueKey' () must have 1 to 200 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> this.queue.enqueue("elsewhere", "text", this.unique))
			.withMessageContaining("'uniqueKey' takes a");
	}

	@Test
	void refusesATimeForAKeyThatWaitsForAnEnd() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.queue.enqueue(new Export("a"),
					this.unique.uniqueMode(UniqueMode.KEEP_LATEST).uniqueFor(Duration.ofHours(1))))
			.withMessageContaining("does not go with KEEP_LATEST");
	}

	private record Export(String region) {
	}

}
