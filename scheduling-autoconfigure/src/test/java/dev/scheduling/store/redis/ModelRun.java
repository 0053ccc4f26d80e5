package dev.scheduling.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.store.FetchResult;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.FlushAndFetchResult;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobReport;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.ParkedGroup;
import dev.scheduling.store.QueueControlStore;
import dev.scheduling.store.QueueRetention;
import dev.scheduling.store.ReapResult;
import dev.scheduling.store.ReapRules;
import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.store.memory.InMemoryQueueControlStore;
import dev.scheduling.store.memory.ModelState;
import dev.scheduling.store.redis.ModelStores.State;
import dev.scheduling.testing.MutableClock;

/**
 * Takes steps in Redis and in the model, and compares answers and states.
 */
final class ModelRun {

	static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	private static final Duration LEASE = Duration.ofSeconds(9);

	private static final ReapRules RULES = new ReapRules(LEASE, 3, Duration.ZERO,
			new QueueRetention(Duration.ofHours(1), 10_000, Duration.ofMinutes(2), 10_000, Duration.ofMinutes(3)));

	private static final int WORKERS = 3;

	private final RedisJobFixture redis;

	private final ModelStores stores;

	private final MutableClock clock = new MutableClock(START.toString());

	private static final Duration REMEMBERED = Duration.ofMinutes(1);

	private final InMemoryJobStore model = new InMemoryJobStore(this.clock, new Random(1));

	private final InMemoryQueueControlStore modelControls = new InMemoryQueueControlStore(this.model);

	private final ModelWorker[] workers = new ModelWorker[WORKERS];

	private final Map<JobId, NewJob> known = new LinkedHashMap<>();

	private List<NewJob> lastEnqueued = List.of();

	private Instant lastEnqueuedAt = START;

	private int lastDepth;

	private int calls;

	ModelRun(RedisJobFixture redis, ModelStores stores) {
		this.redis = redis;
		this.stores = stores;
		redis.empty(START);
		for (int i = 0; i < WORKERS; i++) {
			this.workers[i] = new ModelWorker("w" + i);
		}
	}

	/**
	 * Takes a step.
	 * @param step the step
	 * @return how Redis and the model differ after it, or empty if they do not
	 */
	Optional<String> take(ModelStep step) {
		try {
			Answers answers = act(step);
			State state = this.stores.state();
			return answers.difference("answer", state)
				.or(() -> new Answers(state.text(), ModelState.of(this.model, ModelJobs.QUEUE)).difference("state",
						state));
		}
		catch (RuntimeException | AssertionError ex) {
			return Optional.of(ex.toString());
		}
	}

	private Answers act(ModelStep step) {
		ModelWorker worker = this.workers[step.choose(0, WORKERS)];
		return switch (step.kind()) {
			case ENQUEUE -> enqueue(step, ModelJobs.jobs(step, this.clock.instant()), ModelJobs.maxDepth(step));
			case ENQUEUE_AGAIN -> enqueue(step, isRemembered() ? this.lastEnqueued : List.of(), this.lastDepth);
			case FETCH, LOSE_ANSWER -> fetch(step, worker);
			case FETCH_AGAIN -> fetchAgain(step, worker);
			case COMPLETE, COMPLETE_STALE -> complete(step, worker);
			case COMPLETE_AGAIN -> completeAgain(step, worker);
			case COMPLETE_AND_FETCH -> completeAndFetch(step, worker);
			case HEARTBEAT -> renew(step, worker);
			case REPORT -> report(step, worker);
			case REAP -> both(step, (leases) -> text(leases.reap(ModelJobs.QUEUE, RULES)));
			case CANCEL -> cancel(step);
			case PAUSE -> control(step, (controls) -> controls.pause(ModelJobs.QUEUE));
			case RESUME -> control(step, (controls) -> controls.resume(ModelJobs.QUEUE));
			case RETRY -> operate(step, QueueControlStore::retry);
			case DELETE -> operate(step, QueueControlStore::delete);
			case CRASH -> crash(step);
			case LEAVE -> leave(step, worker);
			case CLOCK -> advance(Duration.ofMillis(List.of(1, 40, 300, 1_000, 2_500, 4_000).get(step.choose(1, 6))));
			case LONG_PAUSE -> advance(Duration.ofSeconds(List.of(10, 61, 3_600).get(step.choose(1, 3))));
			case CLOCK_BACK -> advance(Duration.ofMillis(-1 - step.choose(1, 1_500)));
		};
	}

	private Answers both(ModelStep step, Function<JobLeaseStore, Object> call) {
		return new Answers(call.apply(this.stores.leases(step)), call.apply(this.model));
	}

	/**
	 * A call that comes again does so within a minute; after that its ids may be
	 * forgotten.
	 */
	private boolean isRemembered() {
		return this.clock.instant().isBefore(this.lastEnqueuedAt.plus(REMEMBERED));
	}

	private Answers enqueue(ModelStep step, List<NewJob> jobs, int maxDepth) {
		if (jobs.isEmpty()) {
			return Answers.NONE;
		}
		jobs.forEach((job) -> this.known.put(job.id(), job));
		this.lastEnqueued = jobs;
		this.lastEnqueuedAt = this.clock.instant();
		this.lastDepth = maxDepth;
		Function<JobStore, Object> call = (store) -> store.enqueue(ModelJobs.QUEUE, jobs, maxDepth);
		if (step.replayed()) { // a refusal is decided anew, and may name another holder
			this.stores.jobs().enqueue(ModelJobs.QUEUE, jobs, maxDepth);
			this.model.enqueue(ModelJobs.QUEUE, jobs, maxDepth);
		}
		return new Answers(call.apply(this.stores.jobs()), call.apply(this.model));
	}

	private JobFetch nextFetch(ModelStep step, ModelWorker worker) {
		worker.lastFetch = new JobFetch(ModelJobs.QUEUE, worker.owner, "n" + this.calls++, worker.received,
				List.of(0, 1, 1, 2, 5, 20).get(step.choose(1, 6)), LEASE, ModelJobs.limits(step),
				ModelJobs.parked(step));
		return worker.lastFetch;
	}

	private Answers fetch(ModelStep step, ModelWorker worker) {
		JobFetch fetch = nextFetch(step, worker);
		FetchResult result = this.model.fetch(fetch);
		if (step.kind() == ModelStep.Kind.FETCH) {
			received(worker, fetch, result);
		}
		return new Answers(text(this.stores.leases(step).fetch(fetch)), text(result));
	}

	private static void received(ModelWorker worker, JobFetch fetch, FetchResult result) {
		worker.received = fetch.nonce();
		worker.leases.addAll(result.jobs().stream().map(FetchedJob::lease).toList());
	}

	private Answers fetchAgain(ModelStep step, ModelWorker worker) {
		JobFetch fetch = worker.lastFetch;
		return (fetch != null) ? both(step, (leases) -> text(leases.fetch(fetch))) : Answers.NONE;
	}

	private static String text(FetchResult result) {
		return result.jobs()
			.stream()
			.map((job) -> String.join(" ", job.lease().toString(), new String(job.envelope()),
					Integer.toString(job.failures()), Integer.toString(job.crashes()), job.leaseUntil().toString()))
			.toList() + " more=" + result.more() + " next=" + result.nextDueIn();
	}

	private static String text(ReapResult result) {
		return String.join(" ", Integer.toString(result.crashed()), Integer.toString(result.died()),
				Integer.toString(result.running()), String.valueOf(result.nextDueIn()),
				result.parked().stream().map(ParkedGroup::toString).sorted().toList().toString());
	}

	private JobFlush nextFlush(ModelStep step, ModelWorker worker) {
		boolean stale = step.kind() == ModelStep.Kind.COMPLETE_STALE;
		List<JobLease> from = stale ? worker.former : worker.leases;
		List<JobCompletion> completions = new ArrayList<>();
		for (int i = 0; i <= step.choose(1, 3) && !from.isEmpty(); i++) {
			JobLease lease = from.remove(step.choose(2, i, from.size()));
			worker.former.add(lease);
			completions.add(completion(lease, step.choose(3, i, 12)));
		}
		worker.lastFlush = new JobFlush(ModelJobs.QUEUE, worker.owner, "f" + this.calls++, completions);
		return worker.lastFlush;
	}

	private static JobCompletion completion(JobLease lease, int shape) {
		return switch (shape) {
			case 0, 1, 2 -> new JobCompletion.Succeeded(lease, null, Duration.ofMinutes(5));
			case 3 -> new JobCompletion.Succeeded(lease, new byte[] { 1 }, Duration.ofSeconds(90));
			case 4 -> new JobCompletion.Succeeded(lease, null, Duration.ZERO);
			case 5 -> new JobCompletion.Failed(lease, "e", Duration.ZERO);
			case 6, 7 -> new JobCompletion.Failed(lease, "e", Duration.ofMillis(900));
			case 8 -> new JobCompletion.Died(lease, "d", Duration.ofMinutes(5));
			case 9 -> new JobCompletion.Parked(lease, "h" + lease.token() % 2, "p1", "unknown", Duration.ofMinutes(3));
			case 10 -> new JobCompletion.HandedBack(lease, Duration.ZERO);
			default -> new JobCompletion.HandedBack(lease, Duration.ofMillis(400));
		};
	}

	private Answers complete(ModelStep step, ModelWorker worker) {
		JobFlush flush = nextFlush(step, worker);
		return flush.completions().isEmpty() ? Answers.NONE : both(step, (leases) -> leases.complete(flush));
	}

	private Answers completeAgain(ModelStep step, ModelWorker worker) {
		JobFlush flush = worker.lastFlush;
		return (flush == null || flush.completions().isEmpty()) ? Answers.NONE
				: both(step, (leases) -> leases.complete(flush));
	}

	private Answers completeAndFetch(ModelStep step, ModelWorker worker) {
		JobFlush flush = nextFlush(step, worker);
		JobFetch fetch = nextFetch(step, worker);
		FlushAndFetchResult result = this.model.completeAndFetch(flush, fetch);
		received(worker, fetch, result.fetched());
		FlushAndFetchResult answer = this.stores.leases(step).completeAndFetch(flush, fetch);
		return new Answers(answer.completions() + text(answer.fetched()),
				result.completions() + text(result.fetched()));
	}

	private Answers renew(ModelStep step, ModelWorker worker) {
		List<JobLease> leases = List.copyOf(worker.leases);
		return both(step, (store) -> store.renew(ModelJobs.QUEUE, worker.owner, LEASE, leases));
	}

	private Answers report(ModelStep step, ModelWorker worker) {
		if (worker.leases.isEmpty()) {
			return Answers.NONE;
		}
		JobReport report = new JobReport(worker.leases.get(step.choose(1, worker.leases.size())), step.number(),
				new Job.Progress(1, 2), List.of("line"));
		return both(step, (leases) -> leases.report(ModelJobs.QUEUE, worker.owner, report));
	}

	private Answers cancel(ModelStep step) {
		if (this.known.isEmpty()) {
			return Answers.NONE;
		}
		JobId id = recent(step, 0);
		return new Answers(this.stores.jobs(step).cancel(id), this.model.cancel(id));
	}

	private JobId recent(ModelStep step, int turn) {
		List<JobId> ids = List.copyOf(this.known.keySet());
		return ids.get(Math.max(0, ids.size() - 1 - step.choose(1, turn, 15)));
	}

	private Answers control(ModelStep step, Consumer<QueueControlStore> call) {
		call.accept(this.stores.controls(step));
		call.accept(this.modelControls);
		return Answers.NONE;
	}

	private Answers operate(ModelStep step, Operation operation) {
		if (this.known.isEmpty()) {
			return Answers.NONE;
		}
		Set<JobId> ids = new LinkedHashSet<>(List.of(recent(step, 0), recent(step, 1)));
		return new Answers(operation.apply(this.stores.controls(step), ModelJobs.QUEUE, List.copyOf(ids)),
				operation.apply(this.modelControls, ModelJobs.QUEUE, List.copyOf(ids)));
	}

	private interface Operation {

		Object apply(QueueControlStore store, String queue, List<JobId> ids);

	}

	/** The process is gone; another one takes its place, under another name. */
	private Answers crash(ModelStep step) {
		this.workers[step.choose(0, WORKERS)] = new ModelWorker("w" + step.choose(0, WORKERS) + "-" + step.number());
		return Answers.NONE;
	}

	private Answers leave(ModelStep step, ModelWorker worker) {
		Map<String, String> received = Map.of(ModelJobs.QUEUE, worker.received);
		this.stores.leases(step).leave(worker.owner, received);
		this.model.leave(worker.owner, received);
		return crash(step);
	}

	private Answers advance(Duration by) {
		this.clock.advance(by);
		this.redis.advance(by);
		return Answers.NONE;
	}

	/**
	 * What came of a step.
	 *
	 * @param redis in Redis
	 * @param model in the model
	 */
	private record Answers(Object redis, Object model) {

		static final Answers NONE = new Answers("", "");

		Optional<String> difference(String what, State state) {
			List<String> inRedis = lines(this.redis, state);
			List<String> inModel = lines(this.model, state);
			List<String> lines = new ArrayList<>();
			for (int i = 0; i < Math.max(inRedis.size(), inModel.size()); i++) {
				String left = (i < inRedis.size()) ? inRedis.get(i) : "";
				String right = (i < inModel.size()) ? inModel.get(i) : "";
				if (!left.equals(right)) {
					lines.add("%s%n    redis: %s%n    model: %s".formatted(what, left, right));
				}
			}
			return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
		}

		private static List<String> lines(Object told, State state) {
			return List.of(state.without(told.toString()).split("\n"));
		}

	}

}
