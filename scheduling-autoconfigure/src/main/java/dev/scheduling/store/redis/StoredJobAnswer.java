package dev.scheduling.store.redis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.StoredJob;
import dev.scheduling.store.StoredJob.Times;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of the script that finds a job.
 */
final class StoredJobAnswer {

	private StoredJobAnswer() {
	}

	static Optional<StoredJob> read(JobId id, List<Object> answer) {
		if (answer.size() == 1) {
			return Optional.empty();
		}
		JobState state = JobState.valueOf(RedisKeys.text(answer.get(1)));
		String[] claim = RedisKeys.text(answer.get(4)).split("\\|", -1);
		String error = RedisKeys.text(answer.get(6));
		return Optional
			.of(new StoredJob(id, state, (byte[]) answer.get(3), Integer.parseInt(claim[1]), Integer.parseInt(claim[2]),
					claim[3].isEmpty() ? null : claim[3], times(state, RedisKeys.text(answer.get(2)), claim),
					progress(RedisKeys.text(answer.get(5))), error.isEmpty() ? null : error));
	}

	private static Times times(JobState state, String score, String[] claim) {
		Instant until = instant(score);
		return new Times((state == JobState.SCHEDULED) ? until : null, (state == JobState.RUNNING) ? until : null,
				instant(claim[4]), state.isFinished() ? instant(claim[5]) : null, state.isFinished() ? until : null);
	}

	private static Job.@Nullable Progress progress(String text) {
		String[] part = text.split("\\|", -1);
		if (part.length < 4 || part[2].isEmpty()) {
			return null;
		}
		return new Job.Progress(Long.parseLong(part[2]), Long.parseLong(part[3]));
	}

	private static @Nullable Instant instant(String millis) {
		return millis.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(millis));
	}

}
