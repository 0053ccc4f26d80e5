package dev.scheduling.worker;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.JobReport;
import dev.scheduling.store.ReapRules;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JobReportsTests extends WorkerFixture {

	private final Gate gate = new Gate();

	@Test
	void j12ManyReportsAreOneWrite() throws InterruptedException {
		handler("export", this.gate);
		JobId id = enqueue("a", "export");
		WorkerParts worker = worker(1);
		visit(worker);
		this.gate.awaitEntered();
		for (int i = 1; i <= 10_000; i++) {
			this.gate.context.progress(i, 20_000);
			this.gate.context.log("line " + i);
		}

		assertThat(worker.reports().pass()).isEqualTo(SECOND.toNanos());
		worker.reports().pass();

		assertThat(this.leases.calls("report")).isEqualTo(1);
		assertThat(stored(id).progress()).isEqualTo(new Job.Progress(10_000, 20_000));
		assertThat(this.store.log(id)).isEqualTo(lines(9_001, 10_000));
		this.gate.open.release();
	}

	@Test
	void j12LastReportIsStoredBeforeTheJobEnds() {
		handler("export", (payload, context) -> {
			context.progress(5, 5);
			context.log("done");
			return null;
		});
		JobId id = enqueue("a", "export");

		work(worker(1));

		assertThat(stored(id).progress()).isEqualTo(new Job.Progress(5, 5));
		assertThat(this.store.log(id)).containsExactly("done");
	}

	@Test
	void j12LineReportedAfterAPassIsInTheNextWriteAndNothingNewIsNoWrite() throws InterruptedException {
		handler("export", this.gate);
		JobId id = enqueue("a", "export");
		WorkerParts worker = worker(1);
		visit(worker);
		this.gate.awaitEntered();
		worker.reports().pass();
		assertThat(this.leases.calls("report")).isZero();
		this.gate.context.log("first");
		worker.reports().pass();
		this.gate.context.progress(1, 2);

		worker.reports().pass();

		assertThat(this.leases.calls("report")).isEqualTo(2);
		assertThat(this.store.log(id)).containsExactly("first");
		assertThat(stored(id).progress()).isEqualTo(new Job.Progress(1, 2));
		this.gate.open.release();
	}

	@Test
	void j12ReportsOfAFailedAttemptAreKept() {
		handler("export", (payload, context) -> {
			context.log("before the failure");
			throw new IllegalStateException();
		});
		JobId id = enqueue("a", "export");

		work(worker(1));

		assertThat(this.store.log(id)).containsExactly("before the failure");
	}

	@Test
	void j12NoMoreLinesAreHeldThanAreKept() {
		ReportBuffer buffer = new ReportBuffer(new JobLease(JobId.of("a", QUEUE), 1));
		for (int i = 1; i <= 1_500; i++) {
			buffer.log("line " + i);
		}

		assertThat(buffer.next().orElseThrow().lines()).isEqualTo(lines(501, 1_500));
	}

	@Test
	void j12ReportThatWasNotAnsweredIsSaidAgainBeforeAnythingNew() {
		ReportBuffer buffer = new ReportBuffer(new JobLease(JobId.of("a", QUEUE), 1));
		buffer.log("first");
		JobReport first = buffer.next().orElseThrow();
		buffer.log("second");

		assertThat(buffer.next()).contains(first);
		buffer.answered(first);
		assertThat(buffer.next().orElseThrow().lines()).containsExactly("second");
	}

	@Test
	void j12ReportWhoseAnswerWasLostIsStoredOnce() throws InterruptedException {
		handler("export", this.gate);
		JobId id = enqueue("a", "export");
		WorkerParts worker = worker(1);
		visit(worker);
		this.gate.awaitEntered();
		this.gate.context.log("first");
		this.leases.answersToLose = 1;
		worker.reports().pass();
		this.gate.context.log("second");

		work(worker, () -> worker.reports().pass());

		assertThat(this.store.log(id)).containsExactly("first", "second");
		this.gate.open.release();
	}

	@Test
	void j12NothingOfAnOldAttemptReachesANewOne() throws InterruptedException {
		Gate second = new Gate();
		AtomicInteger attempts = new AtomicInteger();
		handler("export", (payload, context) -> {
			return (attempts.incrementAndGet() == 1) ? this.gate.run(payload, context) : second.run(payload, context);
		});
		JobId id = enqueue("a", "export");
		WorkerParts paused = worker(1);
		WorkerParts other = worker(1);
		visit(paused);
		this.gate.awaitEntered();
		this.store.reap(QUEUE, ReapRules.of(LEASE));
		advance(LEASE.plus(SECOND));
		visit(other);
		second.awaitEntered();

		this.gate.context.progress(1, 100);
		this.gate.context.log("from the first attempt");
		paused.reports().pass();

		assertThat(stored(id).progress()).isNull();
		assertThat(this.store.log(id)).isEmpty();
		this.gate.awaitLeft();
		assertThat(this.gate.interrupted).isTrue();
		second.open.release();
	}

	@Test
	void j12RefusesProgressBeyondTheTotal() throws InterruptedException {
		handler("export", this.gate);
		enqueue("a", "export");
		visit(worker(1));
		this.gate.awaitEntered();

		assertThatIllegalArgumentException().isThrownBy(() -> this.gate.context.progress(11, 10))
			.withMessage("'done' (11) must not be negative or exceed 'total' (10)");
		this.gate.open.release();
	}

	/** The store is asked again by the thread that fetches, and only then by others. */
	private void work(WorkerParts worker, Runnable then) {
		visit(worker);
		then.run();
		then.run();
	}

	private static List<String> lines(int from, int to) {
		return IntStream.rangeClosed(from, to).mapToObj((i) -> "line " + i).toList();
	}

}
