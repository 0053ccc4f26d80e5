package dev.scheduling.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.store.StoredJob;
import dev.scheduling.store.TickLedger;
import dev.scheduling.store.redis.RedisDurableTickStore;
import dev.scheduling.store.redis.RedisJobStore;
import dev.scheduling.store.redis.RedisPeriodicStore;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Reads what the store has counted, again and again, and notes each reading in which a
 * tick is missing or too many.
 */
final class LedgerReader implements AutoCloseable {

	private static final long PERIOD = 1000;

	private final LettuceConnectionFactory connections;

	private final RedisPeriodicStore store;

	private final RedisDurableTickStore durableStore;

	private final RedisJobStore jobs;

	private final Map<String, TickLedger> first = new LinkedHashMap<>();

	private final Map<String, TickLedger> last = new LinkedHashMap<>();

	private final List<String> violations = new ArrayList<>();

	private int readings;

	LedgerReader(int port, String namespace) {
		this.connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port),
				LettuceClientConfiguration.builder()
					.commandTimeout(Duration.ofSeconds(2))
					.clientOptions(
							ClientOptions.builder().disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS).build())
					.build());
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.store = new RedisPeriodicStore(this.connections, namespace, true);
		this.durableStore = new RedisDurableTickStore(this.connections, namespace);
		this.jobs = new RedisJobStore(this.connections, namespace);
	}

	/**
	 * Reads all ledgers, if Redis answers.
	 * @param when the time, for the texts
	 * @return whether it did
	 */
	boolean read(String when) {
		try {
			NodeApplication.IN_PROCESS.forEach((task) -> note(when, task, this.store.ledger(task)));
			NodeApplication.DURABLE
				.forEach((task) -> note(when, task, this.durableStore.ledger(JobId.DEFAULT_QUEUE, task)));
			this.readings++;
			return true;
		}
		catch (StoreUnavailableException ex) {
			return false;
		}
	}

	private void note(String when, String task, TickLedger ledger) {
		if (ledger.mark() == null) {
			return;
		}
		this.first.putIfAbsent(task, ledger);
		TickLedger previous = this.last.put(task, ledger);
		if (previous != null) {
			TickAccount account = new TickAccount(PERIOD, previous, ledger);
			account.lawViolations()
				.forEach((text) -> this.violations.add("%s: %s (%s; read at %s)".formatted(task, text, account, when)));
		}
	}

	TickAccount account(String task) {
		return new TickAccount(PERIOD, this.first.get(task), this.last.get(task));
	}

	List<String> violations() {
		return List.copyOf(this.violations);
	}

	int readings() {
		return this.readings;
	}

	/** Whether the job of a durable tick waits to start again, or was given up. */
	boolean isKept(String task, long nominal) {
		return this.jobs.find(JobId.ofTick(task, Instant.ofEpochMilli(nominal), JobId.DEFAULT_QUEUE))
			.map(StoredJob::state)
			.filter((state) -> !state.isFinished() || state == JobState.DEAD)
			.isPresent();
	}

	/** Whether a job that has crashed twice waits for its time, up to a minute. */
	boolean isDelayed() {
		return this.jobs.counts(JobId.DEFAULT_QUEUE).of(JobState.SCHEDULED) > 0;
	}

	@Override
	public void close() {
		this.connections.destroy();
	}

}
