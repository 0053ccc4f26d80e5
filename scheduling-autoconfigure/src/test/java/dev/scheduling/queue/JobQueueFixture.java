package dev.scheduling.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.annotation.JobHandlerRegistry;
import dev.scheduling.job.JobBody;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.testing.MutableClock;
import org.jspecify.annotations.Nullable;

/**
 * A queue on the store in memory, handlers without code, and a worker who does what the
 * test says.
 */
final class JobQueueFixture {

	final MutableClock clock = new MutableClock("2026-11-23T12:00:00Z");

	final InMemoryJobStore memory = new InMemoryJobStore(this.clock, new Random(1));

	final FaultyJobStore store = new FaultyJobStore(this.memory);

	final SteppingTimer timer = new SteppingTimer();

	final List<Object> events = new ArrayList<>();

	final Set<String> consumedHere = new HashSet<>();

	final PayloadCodec payloads = PayloadCodec.create();

	Runnable whenPublished = () -> {
	};

	final TransactionAwareEnqueuer enqueuer = new TransactionAwareEnqueuer(this.store, settings(), this.timer,
			this::publish, this.consumedHere::contains);

	final DurableJobQueue queue;

	private int calls;

	private String received = "";

	JobQueueFixture(JobHandlerDefinition... handlers) {
		JobFactory jobs = new JobFactory(JobHandlerRegistry.of(List.of(handlers)), this.payloads,
				new JobIdGenerator(this.clock), settings(), this.clock);
		this.queue = new DurableJobQueue(jobs, this.enqueuer, new JobLookup(this.store, this.payloads, this.timer));
	}

	private void publish(Object event) {
		this.events.add(event);
		this.whenPublished.run();
	}

	/** Of a queue that lies in partitions, and one that holds three jobs. */
	private static QueueSettings settings() {
		Map<String, QueueRules> rules = Map.of("hot", new QueueRules(null, null, null, 1, null, 4), "small",
				new QueueRules(null, null, null, 1, 3, 1));
		return new QueueSettings((queue) -> rules.getOrDefault(queue, QueueRules.NONE));
	}

	static JobHandlerDefinition handler(String name, @Nullable Class<?> payload) {
		JobBody nothing = (value, context) -> null;
		return JobHandlerDefinition.of(name, payload, nothing);
	}

	List<FetchedJob> fetch(String queue) {
		String nonce = "call" + this.calls++;
		List<FetchedJob> jobs = this.memory
			.fetch(new JobFetch(queue, "worker", nonce, this.received, 1000, Duration.ofSeconds(10)))
			.jobs();
		this.received = nonce;
		return jobs;
	}

	JobEnvelope envelope(FetchedJob job) throws UnreadableEnvelopeException {
		return new JobEnvelopeCodec().decode(job.envelope());
	}

	void complete(JobCompletion completion) {
		this.memory.complete(
				new JobFlush(completion.lease().id().queue(), "worker", "call" + this.calls++, List.of(completion)));
	}

}
