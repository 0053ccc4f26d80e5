package dev.scheduling.worker;

import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.QueueMarkers;

/**
 * The connections of a worker, apart from each other so that none waits for another.
 *
 * @param jobs fetches and ends jobs
 * @param heartbeat renews leases; its commands time out well within a lease
 * @param markers blocks until a job can start; used by one thread for each group
 */
public record WorkerStores(JobLeaseStore jobs, JobLeaseStore heartbeat, QueueMarkers markers) {

}
