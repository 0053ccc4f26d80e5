package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.job.Priority;
import dev.scheduling.job.UniqueMode;
import dev.scheduling.store.JobRules;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.QueueLimits;
import dev.scheduling.store.UniqueRule;
import org.jspecify.annotations.Nullable;

/**
 * The rules of jobs and the limits of queues as the scripts write and read them. Users'
 * keys may hold any character; in Redis a bar separates.
 */
final class JobRulesText {

	private static final Priority[] LEVELS = { Priority.HIGH, Priority.NORMAL, Priority.LOW };

	private JobRulesText() {
	}

	static int level(Priority priority) {
		return switch (priority) {
			case HIGH -> 1;
			case NORMAL -> 2;
			case LOW -> 3;
		};
	}

	/** Empty for a job that says nothing. */
	static String write(NewJob job) {
		JobRules rules = job.rules();
		if (rules.equals(JobRules.NONE) && job.expiresIn() == null) {
			return "";
		}
		UniqueRule unique = rules.unique();
		return String.join("|", Integer.toString(level(rules.priority())), millis(job.expiresIn()),
				(unique != null) ? escape(unique.key()) : "", (unique != null) ? letter(unique.mode()) : "",
				(unique != null) ? millis(unique.holdFor()) : "",
				(rules.concurrencyKey() != null) ? escape(rules.concurrencyKey()) : "");
	}

	/** What enqueue made of it: level, expires, unique key, mode, concurrency key. */
	static JobRules read(String text) {
		if (text.isEmpty()) {
			return JobRules.NONE;
		}
		String[] part = text.split("\\|", -1);
		UniqueRule unique = part[2].isEmpty() ? null : new UniqueRule(unescape(part[2]), mode(part[3]), null);
		return new JobRules(LEVELS[Integer.parseInt(part[0]) - 1], unique,
				part[4].isEmpty() ? null : unescape(part[4]));
	}

	static String write(QueueLimits limits) {
		if (limits.equals(QueueLimits.NONE)) {
			return "";
		}
		QueueLimits.Rate rate = limits.rate();
		return String.join("|", (limits.running() != null) ? limits.running().toString() : "",
				(rate != null) ? Integer.toString(rate.starts()) : "", (rate != null) ? millis(rate.per()) : "",
				Integer.toString(limits.perKey()));
	}

	private static String millis(@Nullable Duration time) {
		return (time != null) ? Long.toString(RedisTimes.atLeast(time)) : "";
	}

	private static String letter(UniqueMode mode) {
		return switch (mode) {
			case REJECT -> "r";
			case REPLACE -> "p";
			case KEEP_LATEST -> "k";
		};
	}

	private static UniqueMode mode(String letter) {
		return switch (letter) {
			case "p" -> UniqueMode.REPLACE;
			case "k" -> UniqueMode.KEEP_LATEST;
			default -> UniqueMode.REJECT;
		};
	}

	private static String escape(String key) {
		return key.replace("%", "%25").replace("|", "%7C");
	}

	private static String unescape(String key) {
		return key.replace("%7C", "|").replace("%25", "%");
	}

}
