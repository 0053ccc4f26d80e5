package dev.scheduling.tick;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.TaskRun;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Admits runs of instance scope, and those of a time without a store: nothing is claimed
 * or locked, and only this process knows of them. Safe for use by several threads.
 */
final class InstanceAdmission implements RunAdmission {

	/** As many as the store keeps of a task of cluster scope. */
	private static final int HISTORY = 100;

	private static final Log logger = LogFactory.getLog(InstanceAdmission.class);

	private final Set<String> running = ConcurrentHashMap.newKeySet();

	private final Map<String, Deque<TaskRun>> history = new ConcurrentHashMap<>();

	@Override
	public void enqueued(ClaimedRun run) {
		// holds nothing in the store
	}

	@Override
	public Optional<LiveRun> admit(ClaimedRun run) {
		String task = run.task().name();
		boolean alone = this.running.add(task);
		if (!alone && run.task().rules().overlap() != OverlapPolicy.ALLOW_ALL) {
			logger.info(
					"Task '%s' does not start for %s: its last run is still alive".formatted(task, run.scheduledFor()));
			return Optional.empty();
		}
		return Optional.of(new LiveRun(run, null, (live) -> true));
	}

	boolean isRunning(String task) {
		return this.running.contains(task);
	}

	@Override
	public void end(LiveRun run, TaskRun record) {
		Deque<TaskRun> runs = historyOf(run.task());
		synchronized (runs) {
			runs.addFirst(record);
			if (runs.size() > HISTORY) {
				runs.removeLast();
			}
		}
		this.running.remove(run.task());
	}

	/** Most runs find one; asking for that alone takes no lock. */
	private Deque<TaskRun> historyOf(String task) {
		Deque<TaskRun> known = this.history.get(task);
		return (known != null) ? known : this.history.computeIfAbsent(task, (name) -> new ArrayDeque<>());
	}

	@Override
	public void leaveOut(LiveRun run) {
		this.running.remove(run.task());
	}

	@Override
	public void reject(ClaimedRun run) {
		logger.warn("Task '%s' does not start for %s: its executor has no place ('scheduling.scheduler.queue-capacity')"
			.formatted(run.task().name(), run.scheduledFor()));
	}

	/**
	 * Returns the last runs of a task in this process.
	 * @param task its name
	 * @param count how many at most
	 * @return the runs, the latest first
	 */
	List<TaskRun> runs(String task, int count) {
		Deque<TaskRun> runs = this.history.getOrDefault(task, new ArrayDeque<>());
		synchronized (runs) {
			return runs.stream().limit(count).toList();
		}
	}

}
