package dev.scheduling.store.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import dev.scheduling.job.JobState;
import dev.scheduling.store.StoredPage;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The jobs of one state in their order. Guarded by its store.
 */
final class MemoryList {

	private final MemoryQueue queue;

	private final JobState state;

	MemoryList(MemoryQueue queue, JobState state) {
		this.queue = queue;
		this.state = state;
	}

	StoredPage page(@Nullable String after, int max) {
		List<MemoryJob> jobs = all();
		int from = (after != null) ? indexAfter(after, jobs) : 0;
		List<MemoryJob> page = jobs.subList(from, Math.min(jobs.size(), from + max));
		boolean more = from + max < jobs.size();
		return new StoredPage(page.stream().map(MemoryJob::stored).toList(),
				more ? place(page.get(page.size() - 1)) : null);
	}

	private List<MemoryJob> all() {
		if (this.state == JobState.QUEUED) {
			return this.queue.queued();
		}
		List<MemoryJob> jobs = new ArrayList<>(this.queue.at(this.state));
		if (this.state == JobState.RUNNING) {
			jobs.sort(Comparator.comparing(MemoryJob::key));
		}
		else if (this.state != JobState.SCHEDULED) {
			Collections.reverse(jobs);
		}
		return jobs;
	}

	/** One that is gone by now still has a place, apart from the ready ones. */
	private int indexAfter(String after, List<MemoryJob> jobs) {
		String[] part = after.split("\\|", 2);
		Assert.isTrue(part.length == 2,
				() -> "No page of jobs ends at '%s'; use the one that the page before names".formatted(after));
		for (int i = 0; i < jobs.size(); i++) {
			if (this.state == JobState.QUEUED && jobs.get(i).key().equals(part[1])) {
				return i + 1;
			}
			if (this.state != JobState.QUEUED && isBehind(jobs.get(i), Long.parseLong("0" + part[0]), part[1])) {
				return i;
			}
		}
		return (this.state == JobState.QUEUED) ? 0 : jobs.size();
	}

	private boolean isBehind(MemoryJob job, long time, String key) {
		int byKey = job.key().compareTo(key);
		if (this.state == JobState.RUNNING) {
			return byKey > 0;
		}
		int byTime = Long.compare(job.until().toEpochMilli(), time);
		int order = (byTime != 0) ? byTime : byKey;
		return (this.state == JobState.SCHEDULED) ? order > 0 : order < 0;
	}

	private String place(MemoryJob job) {
		return ((this.state == JobState.QUEUED) ? "1" : Long.toString(job.until().toEpochMilli())) + '|' + job.key();
	}

}
