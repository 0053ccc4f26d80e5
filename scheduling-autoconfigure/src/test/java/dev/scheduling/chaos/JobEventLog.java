package dev.scheduling.chaos;

import java.nio.file.Path;
import java.util.List;

import dev.scheduling.chaos.JobEvent.Kind;
import dev.scheduling.testing.EventFile;

/**
 * What one process writes of jobs.
 */
final class JobEventLog {

	private final EventFile file;

	JobEventLog(Path path) {
		this.file = new EventFile(path);
	}

	void add(Kind kind, String id, long token, String detail) {
		this.file.add(new JobEvent(kind, id, token, detail, System.nanoTime(), ProcessHandle.current().pid()).toLine());
	}

	List<JobEvent> events() {
		return this.file.lines().stream().map(JobEvent::parse).toList();
	}

}
