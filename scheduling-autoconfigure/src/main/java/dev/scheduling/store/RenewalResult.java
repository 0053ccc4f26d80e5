package dev.scheduling.store;

import java.util.Set;

/**
 * What came of a renewal. Leases named in neither set are extended, and those of
 * cancelled jobs are so too.
 *
 * @param lost those that are no longer the worker's; another one may run the job
 * @param cancelled those whose job should stop
 */
public record RenewalResult(Set<JobLease> lost, Set<JobLease> cancelled) {

}
