package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobQueue;
import dev.scheduling.job.Priority;
import dev.scheduling.job.UniqueMode;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.periodic.Schedule;

/**
 * What an application asks of this project that no two peers have in common: of ten jobs
 * one fails at first, two are delayed, two have a unique key, two another priority.
 */
class MixedJobs {

	private static final Duration DELAY = Duration.ofSeconds(1);

	private final Jobs jobs;

	private final Jobs ticks = new Jobs();

	MixedJobs(Jobs jobs) {
		this.jobs = jobs;
	}

	/** Makes tasks that do nothing, each second. */
	void schedule(PeriodicTasks tasks, int count) {
		for (int task = 0; task < count; task++) {
			tasks.schedule(PeriodicTask.named("load-tick-" + task, (context) -> {
				this.ticks.run(micros(context.scheduledFor()));
				return null;
			}).schedule(Schedule.cron("* * * * * *", ZoneOffset.UTC)).build());
		}
	}

	void enqueue(JobQueue queue, int job) {
		Payload payload = Payload.now();
		JobOptions options = JobOptions.defaults();
		switch (job % 10) {
			case 0 -> queue.enqueue(new FailsAtFirst(payload.at(), payload.text()));
			case 1, 2 ->
				queue.enqueue(new Payload(payload.at() + DELAY.toNanos() / 1000, payload.text()), options.delay(DELAY));
			case 3, 4 -> queue.enqueue(payload, options.uniqueKey("load-" + job).uniqueMode(UniqueMode.REPLACE));
			case 5 -> queue.enqueue(payload, options.priority(Priority.HIGH));
			case 6 -> queue.enqueue(payload, options.priority(Priority.LOW));
			default -> queue.enqueue(payload);
		}
	}

	@JobHandler("load-fails-at-first")
	void run(FailsAtFirst payload, JobContext context) {
		if (context.attempt() == 1) {
			this.jobs.start(payload.at());
			throw new IllegalStateException("The first attempt fails");
		}
		this.jobs.end();
	}

	Jobs ticks() {
		return this.ticks;
	}

	private static long micros(Instant time) {
		return ChronoUnit.MICROS.between(Instant.EPOCH, time);
	}

	record FailsAtFirst(long at, String text) {

	}

}
