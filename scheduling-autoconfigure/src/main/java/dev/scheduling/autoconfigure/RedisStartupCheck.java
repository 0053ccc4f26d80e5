package dev.scheduling.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.scheduling.autoconfigure.SchedulingProperties.Durability;
import dev.scheduling.autoconfigure.SchedulingProperties.Redis.EvictionCheck;
import dev.scheduling.periodic.PeriodicTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Looks, before anything is started, whether Redis answers and can keep what is promised,
 * so that an application without it says so at once. Runs on the thread that starts the
 * application.
 */
final class RedisStartupCheck implements SmartLifecycle {

	/** Before everything that uses Redis. */
	static final int PHASE = Integer.MIN_VALUE + 1000;

	private static final Logger logger = LoggerFactory.getLogger(RedisStartupCheck.class);

	private final RedisServerReader reader;

	private final RedisAddress address;

	private final SchedulingProperties properties;

	private final Supplier<List<PeriodicTask>> tasks;

	private final Patience patience;

	private volatile @Nullable RedisServer server;

	private volatile boolean running;

	RedisStartupCheck(RedisConnectionFactory connectionFactory, RedisAddress address, SchedulingProperties properties,
			Supplier<List<PeriodicTask>> tasks, Patience patience) {
		this.reader = new RedisServerReader(connectionFactory, address);
		this.address = address;
		this.properties = properties;
		this.tasks = tasks;
		this.patience = patience;
	}

	@Override
	public void start() {
		try {
			List<RedisServer> found = new RetryTemplate(this.patience.policy()).execute(this.reader::read);
			found.forEach(this::checkFit);
			this.server = found.get(0);
		}
		catch (RetryException ex) {
			refuse(ex);
		}
		this.running = true;
	}

	private void checkFit(RedisServer found) {
		if (found.isTooOld()) {
			throw RedisUnfitException.tooOld(this.address, found);
		}
		EvictionCheck check = this.properties.redis().evictionCheck();
		if (found.mayEvict() && check == EvictionCheck.FAIL) {
			throw RedisUnfitException.mayEvict(this.address, found);
		}
		if (found.mayEvict() && check == EvictionCheck.WARN) {
			logger.warn("{}", RedisUnfitException.evictionText(this.address, found));
		}
		checkDurability(found);
	}

	private void checkDurability(RedisServer found) {
		Durability wanted = this.properties.durability();
		if (wanted == Durability.FSYNCED && (found.cannotConfirmFsync() || found.hasNoAppendOnlyFile())) {
			throw RedisUnfitException.cannotConfirmFsync(this.address, found);
		}
		if (wanted == Durability.REPLICATED && found.hasNoReplica()) {
			logger
				.warn("Redis at {} has no replica now; with 'scheduling.durability' being 'replicated', every enqueue "
						+ "fails until it has one", this.address.text());
		}
	}

	private void refuse(RetryException failure) {
		Throwable last = failure.getLastException();
		int attempts = failure.getRetryCount() + 1;
		if (this.properties.redis().requiredAtStartup()) {
			this.patience.settle();
			String tries = "%d attempts in %d s".formatted(attempts, this.patience.total().toSeconds());
			throw new RedisNotReachableException(this.address, tries, RedisServerReader.reason(last), need(), last);
		}
		logger.warn(
				"Redis at {} does not answer ({}). The application starts without it, as "
						+ "'scheduling.redis.required-at-startup' is false; its tasks wait until Redis is there",
				this.address.text(), RedisServerReader.reason(last));
	}

	private String need() {
		List<PeriodicTask> known = this.tasks.get();
		if (known.isEmpty()) {
			return "ticks are claimed and locks are held there";
		}
		return "ticks are claimed there, so that one node of the cluster runs them (%s%s)".formatted(
				"task '" + known.get(0).name() + "'",
				(known.size() > 1) ? " and %d more".formatted(known.size() - 1) : "");
	}

	/**
	 * Returns what the server said about itself.
	 * @return the server, or empty if it did not answer
	 */
	Optional<RedisServer> server() {
		return Optional.ofNullable(this.server);
	}

	/**
	 * Returns the text for the start-up log.
	 * @return for example {@code Redis 7.4.2 at localhost:6379}
	 */
	String describe() {
		return server().map((found) -> "Redis %s at %s".formatted(found.version(), this.address.text()))
			.orElseGet(() -> "Redis at %s (not reached yet)".formatted(this.address.text()));
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
