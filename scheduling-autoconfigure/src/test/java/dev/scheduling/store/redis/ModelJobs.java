package dev.scheduling.store.redis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.scheduling.job.JobId;
import dev.scheduling.job.Priority;
import dev.scheduling.job.UniqueMode;
import dev.scheduling.store.JobRules;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.ParkedGroup;
import dev.scheduling.store.QueueLimits;
import dev.scheduling.store.UniqueRule;
import org.jspecify.annotations.Nullable;

/**
 * The jobs and limits that the steps of the model test choose.
 */
final class ModelJobs {

	static final String QUEUE = "default";

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final List<QueueLimits> LIMITS = List.of(QueueLimits.NONE, QueueLimits.NONE,
			new QueueLimits(3, null, 1), new QueueLimits(null, new QueueLimits.Rate(4, Duration.ofSeconds(1)), 1),
			new QueueLimits(5, new QueueLimits.Rate(3, Duration.ofMillis(300)), 2), new QueueLimits(null, null, 3));

	private ModelJobs() {
	}

	static List<NewJob> jobs(ModelStep step, Instant now) {
		List<NewJob> jobs = new ArrayList<>();
		for (int i = 0; i <= step.choose(0, 3); i++) {
			jobs.add(job(step, i, now));
		}
		return jobs;
	}

	private static NewJob job(ModelStep step, int index, Instant now) {
		int shape = step.choose(1, index, 97);
		JobId id = JobId.of(key(now, step.number() * 3 + index), QUEUE);
		NewJob job = new NewJob(id, id.key().getBytes(StandardCharsets.UTF_8),
				Duration.ofMillis(List.of(0, 0, 0, 700, 3_000).get(shape % 5)), null);
		if (step.choose(2, index, 4) == 0) {
			return job;
		}
		if (shape % 7 == 0) {
			job = job.expiringIn(Duration.ofMillis(1 + 500L * (shape % 4)));
		}
		String key = (shape % 3 == 0) ? null : "k" + shape % 2;
		return job.with(new JobRules(Priority.values()[step.choose(2, index, 3)], unique(step, index), key));
	}

	private static @Nullable UniqueRule unique(ModelStep step, int index) {
		int shape = step.choose(3, index, 60);
		if (shape % 2 == 0) {
			return null;
		}
		UniqueMode mode = UniqueMode.values()[shape % 3];
		boolean timed = shape % 5 == 0 && mode != UniqueMode.KEEP_LATEST;
		return new UniqueRule("u" + shape % 4, mode, timed ? Duration.ofSeconds(2) : null);
	}

	/** As ids are made: the time, then what tells it from others. */
	private static String key(Instant now, int number) {
		BigInteger rest = BigInteger.valueOf(now.toEpochMilli()).shiftLeft(80).add(BigInteger.valueOf(number));
		StringBuilder key = new StringBuilder();
		for (int i = 0; i < 22; i++) {
			BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(DIGITS.length()));
			key.insert(0, DIGITS.charAt(parts[1].intValue()));
			rest = parts[0];
		}
		return key.toString();
	}

	static QueueLimits limits(ModelStep step) {
		return LIMITS.get(step.choose(3, LIMITS.size()));
	}

	static List<ParkedGroup> parked(ModelStep step) {
		return (step.choose(2, 3) > 0) ? List.of() : List.of(new ParkedGroup("h" + step.choose(3, 2), Set.of("p1")));
	}

	static int maxDepth(ModelStep step) {
		return (step.choose(3, 3) == 0) ? 12 : Integer.MAX_VALUE;
	}

}
