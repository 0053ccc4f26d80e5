package dev.scheduling.store.redis;

import java.util.ArrayList;
import java.util.List;

import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLease;
import org.jspecify.annotations.Nullable;

/**
 * What a worker of the model test knows.
 */
final class ModelWorker {

	final String owner;

	final List<JobLease> leases = new ArrayList<>();

	/** Leases that it has ended or lost. */
	final List<JobLease> former = new ArrayList<>();

	String received = "";

	@Nullable JobFetch lastFetch;

	@Nullable JobFlush lastFlush;

	ModelWorker(String owner) {
		this.owner = owner;
	}

}
