package dev.scheduling.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobPage;
import dev.scheduling.job.JobPageRequest;
import dev.scheduling.job.JobState;
import dev.scheduling.store.QueueControlStore;
import dev.scheduling.store.StoredPage;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The jobs of one state page by page, partition by partition. The place where a page ends
 * is the partition and what the store calls the place there.
 */
final class JobPages {

	private static final char SEPARATOR = '!';

	private final QueueControlStore controls;

	private final List<String> partitions;

	private final JobState state;

	private final JobReader reader = new JobReader();

	JobPages(QueueControlStore controls, List<String> partitions, JobState state) {
		this.controls = controls;
		this.partitions = partitions;
		this.state = state;
	}

	JobPage read(JobPageRequest page) {
		int partition = 0;
		@Nullable String after = page.after();
		if (after != null) {
			int separator = after.indexOf(SEPARATOR);
			partition = (separator > 0) ? this.partitions.indexOf(after.substring(0, separator)) : -1;
			Assert.isTrue(partition >= 0, () -> "No page of jobs ends at '%s'; use the one that the page before names"
				.formatted(page.after()));
			after = (separator + 1 < after.length()) ? after.substring(separator + 1) : null;
		}
		List<Job> jobs = new ArrayList<>();
		while (partition < this.partitions.size() && jobs.size() < page.size()) {
			StoredPage stored = this.controls.list(this.partitions.get(partition), this.state, after,
					page.size() - jobs.size());
			stored.jobs().forEach((job) -> jobs.add(this.reader.read(job)));
			after = stored.next();
			partition += (after != null) ? 0 : 1;
		}
		return new JobPage(jobs, next(page.size(), partition, after));
	}

	private Optional<JobPageRequest> next(int size, int partition, @Nullable String after) {
		if (partition == this.partitions.size()) {
			return Optional.empty();
		}
		String place = this.partitions.get(partition) + SEPARATOR + ((after != null) ? after : "");
		return Optional.of(new JobPageRequest(size, place));
	}

}
