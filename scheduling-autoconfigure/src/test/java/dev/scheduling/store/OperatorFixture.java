package dev.scheduling.store;

import java.util.Arrays;
import java.util.List;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.job.Priority;
import dev.scheduling.store.JobCompletion.Parked;

/**
 * What the contracts of operators say in their own words.
 */
public abstract class OperatorFixture extends JobStoreFixture {

	protected static final String OLD = "0ld";

	protected static final String NEW = "new";

	protected final QueueControlStore controls() {
		return stores().queueControls();
	}

	protected final List<JobId> ids(String... keys) {
		return Arrays.stream(keys).map(this::id).toList();
	}

	protected final List<String> listed(JobState state) {
		return keysOf(controls().list(QUEUE, state, null, 100));
	}

	protected static List<String> keysOf(StoredPage page) {
		return page.jobs().stream().map((job) -> job.id().key()).toList();
	}

	protected final Parked parked(JobLease lease, String handler, String fingerprint) {
		return new Parked(lease, handler, fingerprint, "no handler | of that name\nhere",
				QueueRetention.DEFAULTS.parked());
	}

	/**
	 * Fetches as a worker does that also takes parked jobs.
	 */
	protected final FetchResult fetchParked(String owner, int max, ParkedGroup... groups) {
		String nonce = nextCall();
		return leases().fetch(new JobFetch(QUEUE, owner, nonce, received(nonce), max, LEASE).with(List.of(groups)));
	}

	protected static JobRules concurrent(String key) {
		return new JobRules(Priority.NORMAL, null, key);
	}

}
