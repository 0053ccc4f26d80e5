package dev.scheduling.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once, when everything runs, which tasks there are and when they run next. One line
 * for the whole, one for each task, one for the store.
 */
final class SchedulingStartupLog {

	private static final Logger logger = LoggerFactory.getLogger("dev.scheduling");

	private static final int MOST_TASK_LINES = 20;

	private static final Duration NEAR = Duration.ofHours(1);

	private static final DateTimeFormatter FAR = DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss xxx", Locale.ENGLISH);

	private final Clock clock;

	private final String node;

	private final Namespace namespace;

	private final ZoneId zone;

	private final boolean logTasks;

	/**
	 * Creates the log.
	 * @param clock the time by which tasks are planned
	 * @param node the name of this process
	 * @param namespace the namespace
	 * @param zone the time zone in which next runs are written
	 * @param logTasks whether tasks are listed
	 */
	SchedulingStartupLog(Clock clock, String node, Namespace namespace, ZoneId zone, boolean logTasks) {
		this.clock = clock;
		this.node = node;
		this.namespace = namespace;
		this.zone = zone;
		this.logTasks = logTasks;
	}

	/**
	 * Logs the lines.
	 * @param tasks the tasks, ordered by name
	 * @param redis version and address of Redis, {@code null} for the memory store
	 */
	void log(List<PeriodicTask> tasks, @Nullable String redis) {
		logger.info("{}", summary(tasks));
		if (this.logTasks) {
			taskLines(tasks).forEach((line) -> logger.info("{}", line));
		}
		if (redis != null) {
			logger.info("Store: {}", redis);
		}
		else {
			logger.warn("Store: IN MEMORY. Nothing survives a restart, and other nodes are not seen: each of them "
					+ "runs every tick. For production set scheduling.store=redis");
		}
	}

	String summary(List<PeriodicTask> tasks) {
		long off = tasks.stream().filter((task) -> task.schedule().isEmpty()).count();
		long durable = tasks.stream().filter((task) -> task.schedule().isPresent() && isDurable(task)).count();
		return "Scheduling ready: %d %s (%d in process, %d durable, %d off), node %s, namespace %s, zone %s".formatted(
				tasks.size(), (tasks.size() == 1) ? "task" : "tasks", tasks.size() - durable - off, durable, off,
				this.node, this.namespace.value(), this.zone);
	}

	/**
	 * Writes the tasks as a table.
	 * @param tasks the tasks
	 * @return one line for each, up to a limit
	 */
	List<String> taskLines(List<PeriodicTask> tasks) {
		List<List<String>> rows = tasks.stream().limit(MOST_TASK_LINES).map(this::row).toList();
		List<String> lines = new ArrayList<>();
		String format = "  %%-%ds  %%-%ds  %%-%ds  %%-%ds  %%s".formatted(width(rows, 0), width(rows, 1),
				width(rows, 2), width(rows, 3));
		rows.forEach((row) -> lines.add(format.formatted(row.toArray())));
		if (tasks.size() > MOST_TASK_LINES) {
			lines.add("  … and %d more".formatted(tasks.size() - MOST_TASK_LINES));
		}
		return lines;
	}

	private static int width(List<List<String>> rows, int column) {
		return rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(1);
	}

	private List<String> row(PeriodicTask task) {
		Optional<Schedule> schedule = task.schedule();
		return List.of(task.name(), schedule.map(Schedule::describe).orElse("off"),
				schedule.isEmpty() ? "-" : lane(task), schedule.map(this::next).orElse("-"), task.source());
	}

	private static String lane(PeriodicTask task) {
		return isDurable(task) ? "durable" : "in process";
	}

	private static boolean isDurable(PeriodicTask task) {
		return task.execution() == Execution.DURABLE;
	}

	private String next(Schedule schedule) {
		Instant now = this.clock.instant();
		return schedule.next(now).map((next) -> next(now, next)).orElse("never again");
	}

	private String next(Instant now, Instant next) {
		Duration wait = Duration.between(now, next);
		if (wait.compareTo(NEAR) > 0) {
			return "next " + FAR.format(next.atZone(this.zone));
		}
		long seconds = Math.max(1, wait.plusMillis(500).toSeconds());
		return (seconds < 120) ? "next in %d s".formatted(seconds) : "next in %d min".formatted(seconds / 60);
	}

}
