package dev.scheduling.autoconfigure;

import dev.scheduling.tick.TickEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Fires ticks from when everything else has started until the stop begins: last in, first
 * out. Whether this node fires is read when it starts.
 */
final class PeriodicTicksLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger("dev.scheduling");

	private final TickEngine engine;

	private final SchedulingProperties properties;

	private final SchedulingStartupLog log;

	private final @Nullable RedisStartupCheck redis;

	private volatile boolean running;

	PeriodicTicksLifecycle(TickEngine engine, SchedulingProperties properties, SchedulingStartupLog log,
			@Nullable RedisStartupCheck redis) {
		this.engine = engine;
		this.properties = properties;
		this.log = log;
		this.redis = redis;
	}

	@Override
	public void start() {
		if (!this.properties.enabled()) {
			logger.info("No periodic task fires on this node: 'scheduling.enabled' is false");
		}
		else if (!this.properties.scheduler().enabled()) {
			logger.info("No periodic task fires on this node: 'scheduling.scheduler.enabled' is false");
		}
		else {
			this.engine.startTicks();
			this.log.log(this.engine.tasks().all(), (this.redis != null) ? this.redis.describe() : null);
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.engine.stopTicks();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
