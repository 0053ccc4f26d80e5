package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.benchmarks.load.LoadSubject.Store;

import org.springframework.util.Assert;

/**
 * The subjects by name, in the order in which they are measured.
 */
final class LoadSubjects {

	static final String CEILING = "ceiling";

	static final String BULLMQ = "bullmq";

	/** Not a queue, but what the start of the starter is compared with. */
	static final String APPLICATION = "application";

	static final String STARTER = "starter";

	/** Those that the others are compared with. */
	static final List<String> BASELINES = List.of(CEILING, BULLMQ);

	private static final Map<String, LoadSubject> ALL = all();

	private LoadSubjects() {
	}

	private static Map<String, LoadSubject> all() {
		Map<String, LoadSubject> all = new LinkedHashMap<>();
		all.put(STARTER, new StarterSubject());
		all.put(CEILING, new CeilingSubject(CeilingScripts.SETTINGS, CeilingScripts::new));
		all.put("ceiling-streams", new CeilingSubject(CeilingStreams.SETTINGS, CeilingStreams::new));
		all.put(BULLMQ, new BullMqSubject());
		all.put("redisson", new RedissonSubject());
		all.put("jobrunr", new JobRunrSubject(Store.NONE, Duration.ofMillis(200)));
		all.put("jobrunr-postgres", new JobRunrSubject(Store.POSTGRES, Duration.ofSeconds(5)));
		all.put("db-scheduler", new DbSchedulerSubject());
		all.put(APPLICATION, new PlainApplication());
		return all;
	}

	static List<String> names() {
		return List.copyOf(ALL.keySet());
	}

	static LoadSubject named(String name) {
		LoadSubject subject = ALL.get(name);
		Assert.isTrue(subject != null, () -> "Subject '%s' must be one of %s".formatted(name, ALL.keySet()));
		return subject;
	}

}
