package dev.scheduling.benchmarks;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.periodic.TaskScope;

import org.springframework.util.Assert;

/**
 * The subjects by name, in the order in which they are measured.
 */
final class Subjects {

	static final String STARTER = "starter";

	static final String STARTER_HOURLY = "starter-hourly";

	static final String SCHEDULED_HOURLY = "scheduled-hourly";

	/** Those that fire each second and are compared with one another. */
	static final List<String> COMPARED = List.of("timer", STARTER, "starter-50", "starter-instance", "cron-1", "cron-8",
			"shedlock-1", "shedlock-8", "shedlock-50", "quartz-10", "quartz-50", "quartz-jdbc", "db-scheduler");

	/** Those that promise something about other nodes, and how many do it. */
	static final List<String> ON_TWO_NODES = List.of(STARTER, "shedlock-8", "shedlock-8-held");

	private static final String EACH_SECOND = "* * * * * *";

	/** Half an hour from now, so that nothing fires while an idle node is watched. */
	private static final String EACH_HOUR = "0 %d * * * *"
		.formatted(LocalTime.now(ZoneOffset.UTC).plusMinutes(30).getMinute());

	private static final Map<String, Subject> ALL = all();

	private Subjects() {
	}

	private static Map<String, Subject> all() {
		Map<String, Subject> all = new LinkedHashMap<>();
		all.put("timer", new BareTimer());
		all.put(STARTER, new Starter(EACH_SECOND, TaskScope.CLUSTER, 0));
		all.put("starter-50", new Starter(EACH_SECOND, TaskScope.CLUSTER, 50));
		all.put("starter-instance", new Starter(EACH_SECOND, TaskScope.INSTANCE, 0));
		all.put("cron-1", new SpringCron(1));
		all.put("cron-8", new SpringCron(8));
		all.put("shedlock-1", new ShedLockCron(1, Duration.ZERO));
		all.put("shedlock-8", new ShedLockCron(8, Duration.ZERO));
		all.put("shedlock-50", new ShedLockCron(50, Duration.ZERO));
		all.put("shedlock-8-held", new ShedLockCron(8, Duration.ofMillis(500)));
		all.put("quartz-10", new QuartzRam(10));
		all.put("quartz-50", new QuartzRam(50));
		all.put("quartz-jdbc", new QuartzJdbc(10));
		all.put("db-scheduler", new DbScheduler(20));
		all.put(STARTER_HOURLY, new Starter(EACH_HOUR, TaskScope.CLUSTER, 0));
		all.put(SCHEDULED_HOURLY, new ScheduledMethods(EACH_HOUR));
		return all;
	}

	static Subject named(String name) {
		Subject subject = ALL.get(name);
		Assert.isTrue(subject != null, () -> "Subject '%s' must be one of %s".formatted(name, ALL.keySet()));
		return subject;
	}

}
