package dev.scheduling.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * The subjects by name, in the order in which they are measured.
 */
final class LoadSubjects {

	static final String CEILING = "ceiling";

	/** Those that the others are compared with. */
	static final List<String> BASELINES = List.of(CEILING);

	static final String STARTER = "starter";

	private static final Map<String, LoadSubject> ALL = all();

	private LoadSubjects() {
	}

	private static Map<String, LoadSubject> all() {
		Map<String, LoadSubject> all = new LinkedHashMap<>();
		all.put(STARTER, new StarterSubject());
		all.put(CEILING, new CeilingSubject());
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
