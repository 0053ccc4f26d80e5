package dev.scheduling.store.redis;

import java.util.List;

import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.QueueControlStore;

/**
 * The stores in Redis of the model test, also with each command sent twice.
 */
final class ModelStores {

	private final RedisJobStore jobs;

	private final RedisJobLeaseStore leases;

	private final RedisJobStore replayedJobs;

	private final RedisJobLeaseStore replayedLeases;

	private final RedisQueueControlStore controls;

	private final RedisQueueControlStore replayedControls;

	private final QueueScripts scripts;

	private final RedisScript state = RedisScript.loadForJobs("model-state", RedisJobFixture.TIME);

	ModelStores(RedisJobFixture redis) {
		this.jobs = redis.stores().jobs();
		this.leases = redis.stores().leases();
		this.replayedJobs = redis.replayed().jobs();
		this.replayedLeases = redis.replayed().leases();
		this.controls = redis.stores().queueControls();
		this.replayedControls = redis.replayed().queueControls();
		this.scripts = new QueueScripts(redis.connections(), new RedisKeys(RedisJobFixture.NAMESPACE));
	}

	JobStore jobs() {
		return this.jobs;
	}

	JobStore jobs(ModelStep step) {
		return step.replayed() ? this.replayedJobs : this.jobs;
	}

	JobLeaseStore leases(ModelStep step) {
		return step.replayed() ? this.replayedLeases : this.leases;
	}

	QueueControlStore controls(ModelStep step) {
		return step.replayed() ? this.replayedControls : this.controls;
	}

	State state() {
		List<Object> answer = this.scripts.run(this.scripts.call(ModelJobs.QUEUE), this.state);
		return new State(!answer.get(1).equals(0L), RedisKeys.text(answer.get(2)));
	}

	/**
	 * A queue as it stands.
	 *
	 * @param vain whether ended jobs are among the ready ones, for which a worker may be
	 * woken in vain, once
	 * @param text all of it that matters
	 */
	record State(boolean vain, String text) {

		/** Leaves out what those jobs change. */
		String without(String told) {
			return this.vain ? told.replaceAll(" more=\\S+ next=\\S+|wake \\d", "") : told;
		}

	}

}
