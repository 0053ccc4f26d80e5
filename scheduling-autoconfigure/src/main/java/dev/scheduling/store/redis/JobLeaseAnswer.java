package dev.scheduling.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.scheduling.job.JobId;
import dev.scheduling.store.CompletionResult;
import dev.scheduling.store.FetchResult;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobLease;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the scripts answer that fetch and complete.
 */
final class JobLeaseAnswer {

	private static final int FIELDS = 6;

	private JobLeaseAnswer() {
	}

	static FetchResult fetched(String queue, List<Object> answer) {
		List<FetchedJob> jobs = new ArrayList<>();
		for (int at = 2; at < answer.size(); at += FIELDS) {
			jobs.add(fetchedJob(queue, answer.subList(at, at + FIELDS)));
		}
		return new FetchResult(jobs, answer.get(0).equals(1L), dueIn(answer.get(1)));
	}

	private static FetchedJob fetchedJob(String queue, List<Object> part) {
		JobLease lease = new JobLease(JobId.ofPartition(RedisKeys.text(part.get(0)), queue), (Long) part.get(1));
		return new FetchedJob(lease, (byte[]) part.get(5), ((Long) part.get(2)).intValue(),
				((Long) part.get(3)).intValue(), Instant.ofEpochMilli((Long) part.get(4)));
	}

	static List<CompletionResult> completed(Object letters) {
		return RedisKeys.text(letters).chars().mapToObj(JobLeaseAnswer::completed).toList();
	}

	private static CompletionResult completed(int letter) {
		return switch (letter) {
			case 'a' -> CompletionResult.ACCEPTED;
			case 'c' -> CompletionResult.CANCELLED;
			case 's' -> CompletionResult.STALE;
			default -> throw new IllegalStateException("Unknown answer '%c' to a completion".formatted(letter));
		};
	}

	static @Nullable Duration dueIn(Object millis) {
		return millis.equals(-1L) ? null : Duration.ofMillis((Long) millis);
	}

}
