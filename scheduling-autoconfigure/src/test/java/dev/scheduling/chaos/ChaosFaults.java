package dev.scheduling.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.scheduling.testing.ActionLog;
import dev.scheduling.testing.ChildProcess;
import dev.scheduling.testing.Disturbance;
import dev.scheduling.testing.Disturbance.Kind;
import dev.scheduling.testing.RedisProcess;

/**
 * Does faults to processes, their links and Redis, and notes each. What begins one
 * answers what ends it.
 */
final class ChaosFaults {

	private final RedisProcess redis;

	private final RedisView view;

	private final ActionLog log;

	private final List<Disturbance> disturbances = new ArrayList<>();

	private boolean redisIsAway;

	ChaosFaults(RedisProcess redis, RedisView view, ActionLog log) {
		this.redis = redis;
		this.view = view;
		this.log = log;
	}

	List<Disturbance> disturbances() {
		return List.copyOf(this.disturbances);
	}

	/** Whether Redis is dead or held just now. */
	boolean isRedisAway() {
		return this.redisIsAway;
	}

	/** Kills a worker and starts another one. */
	void kill(ChaosNode worker) {
		long begin = System.nanoTime();
		worker.process().kill();
		disturbed(Kind.DEATH, worker.pid(), begin);
		this.log.add("%s kill -9, process %d", worker.name(), worker.pid());
		worker.start();
	}

	/**
	 * Notes workers that have died by themselves, and starts others.
	 * @param workers the workers
	 * @param since when all of them were alive
	 * @return how many have died
	 */
	int replaceDead(Collection<ChaosNode> workers, long since) {
		List<ChaosNode> dead = workers.stream().filter((worker) -> !worker.isAlive()).toList();
		dead.forEach((worker) -> {
			disturbed(Kind.DEATH, worker.pid(), since);
			this.log.add("%s is dead, process %d", worker.name(), worker.pid());
			worker.start();
		});
		return dead.size();
	}

	/** Holds a worker until it is let go on. */
	Runnable pause(ChaosNode worker) {
		long begin = System.nanoTime();
		ChildProcess paused = worker.process();
		this.log.add("%s SIGSTOP, process %d", worker.name(), paused.pid());
		paused.signal("STOP");
		return () -> {
			paused.signal("CONT");
			disturbed(Kind.PAUSE, paused.pid(), begin);
			this.log.add("%s SIGCONT", worker.name());
		};
	}

	/** Does something to the way of a process to Redis, until that is healed. */
	Runnable disturbLink(ChaosNode node, String what, Runnable fault) {
		long begin = System.nanoTime();
		long pid = node.pid();
		this.log.add("%s %s", node.name(), what);
		fault.run();
		return () -> {
			node.link().heal();
			disturbed(Kind.CUT, pid, begin);
			if (node.pid() != pid) {
				disturbed(Kind.CUT, node.pid(), begin);
			}
			this.log.add("%s has its way to Redis back", node.name());
		};
	}

	/** Kills Redis. It comes back with what it had acknowledged. */
	Runnable killRedis() {
		long begin = System.nanoTime();
		this.log.add("redis kill -9");
		this.redisIsAway = true;
		this.redis.kill();
		return () -> {
			this.redis.restart();
			this.redisIsAway = false;
			disturbed(Kind.OUTAGE, 0, begin);
			this.log.add("redis answers");
		};
	}

	/** Holds Redis. Not a disturbance: it costs nobody that lives a lease. */
	Runnable freezeRedis() {
		this.log.add("redis SIGSTOP");
		this.redisIsAway = true;
		this.redis.signal("STOP");
		return () -> {
			this.redis.signal("CONT");
			this.redisIsAway = false;
			this.log.add("redis SIGCONT");
		};
	}

	void wipeRedis() {
		long begin = System.nanoTime();
		this.view.flushAll();
		disturbed(Kind.WIPE, 0, begin);
		this.log.add("redis FLUSHALL");
	}

	private void disturbed(Kind kind, long pid, long begin) {
		this.disturbances.add(new Disturbance(kind, pid, begin, System.nanoTime()));
	}

}
