package dev.scheduling.store.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.StoredJob;
import dev.scheduling.store.StoredJob.Times;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of the scripts that find and list jobs.
 */
final class StoredJobAnswer {

	private static final int FIELDS = 9;

	private StoredJobAnswer() {
	}

	/**
	 * Reads jobs.
	 * @param queue their queue
	 * @param answer what the script answers of each, one behind the other
	 * @return the jobs
	 */
	static List<StoredJob> read(String queue, List<Object> answer) {
		List<StoredJob> jobs = new ArrayList<>();
		for (int at = 0; at < answer.size(); at += FIELDS) {
			jobs.add(readOne(queue, answer.subList(at, at + FIELDS)));
		}
		return jobs;
	}

	private static StoredJob readOne(String queue, List<Object> answer) {
		JobState state = JobState.valueOf(RedisKeys.text(answer.get(1)));
		String[] claim = RedisKeys.text(answer.get(4)).split("\\|", -1);
		String error = RedisKeys.text(answer.get(6));
		String until = RedisKeys.text(answer.get(2));
		return new StoredJob(JobId.ofPartition(RedisKeys.text(answer.get(0)), queue), state, (byte[]) answer.get(3),
				Integer.parseInt(claim[1]), Integer.parseInt(claim[2]), claim[3].isEmpty() ? null : claim[3],
				times(state, until, claim), progress(RedisKeys.text(answer.get(5))), error.isEmpty() ? null : error,
				(state == JobState.PARKED) ? parking(RedisKeys.text(answer.get(7)), until) : null,
				JobRulesText.read(RedisKeys.text(answer.get(8))));
	}

	private static Job.Parking parking(String text, String until) {
		String[] part = text.split("\\|", 4);
		return new Job.Parking(part[3], Set.of(part[1].split(",")), Instant.ofEpochMilli(Long.parseLong(part[2])),
				Instant.ofEpochMilli(Long.parseLong(until)));
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
