package dev.scheduling.worker;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.scheduling.job.JobId;
import dev.scheduling.store.CompletionResult;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Succeeded;
import dev.scheduling.store.JobLease;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The end of a job: it waits, is sent with others, and is answered. The store takes no
 * time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CompletionFlushBenchmark {

	private static final int JOBS = 1000;

	private final CompletionFlusher flusher = new CompletionFlusher("default", "worker");

	private final List<JobCompletion> completions = IntStream.range(0, JOBS)
		.<JobCompletion>mapToObj(
				(job) -> new Succeeded(new JobLease(JobId.of("job" + job, "default"), job), null, Duration.ofHours(1)))
		.toList();

	@Benchmark
	@OperationsPerInvocation(JOBS)
	public long flush() {
		this.completions.forEach(this.flusher::add);
		while (this.flusher.isPending()) {
			this.flusher.next()
				.ifPresent((flush) -> this.flusher
					.answered(Collections.nCopies(flush.completions().size(), CompletionResult.ACCEPTED)));
		}
		return this.flusher.refused();
	}

}
