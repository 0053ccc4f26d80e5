package dev.scheduling.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.scheduling.job.Job;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobReport;
import org.jspecify.annotations.Nullable;

/**
 * What the code of one run has reported and the store does not know yet: the last
 * progress, and as many lines as the store keeps. Safe for use by several threads.
 */
final class ReportBuffer {

	private final JobLease lease;

	private final Deque<String> lines = new ArrayDeque<>();

	private Job.@Nullable Progress progress;

	private @Nullable JobReport unanswered;

	private int reports;

	ReportBuffer(JobLease lease) {
		this.lease = lease;
	}

	synchronized void progress(long done, long total) {
		this.progress = new Job.Progress(done, total);
	}

	synchronized void log(String line) {
		if (this.lines.size() == JobLeaseStore.MAX_LOG_LINES) {
			this.lines.remove();
		}
		this.lines.add(line);
	}

	/**
	 * Returns what to tell the store. What was not answered is said again as it was.
	 * @return the report, or empty if there is nothing new
	 */
	synchronized Optional<JobReport> next() {
		if (this.unanswered == null && (this.progress != null || !this.lines.isEmpty())) {
			this.unanswered = new JobReport(this.lease, ++this.reports, this.progress, List.copyOf(this.lines));
			this.progress = null;
			this.lines.clear();
		}
		return Optional.ofNullable(this.unanswered);
	}

	/**
	 * Notes that the store has a report.
	 * @param report the report
	 */
	synchronized void answered(JobReport report) {
		if (report.equals(this.unanswered)) {
			this.unanswered = null;
		}
	}

}
