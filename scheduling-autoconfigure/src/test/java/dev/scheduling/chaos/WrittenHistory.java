package dev.scheduling.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.scheduling.chaos.JobEvent.Kind;
import dev.scheduling.testing.Disturbance;
import dev.scheduling.testing.Disturbances;
import dev.scheduling.testing.Times;

/**
 * A history of one job in a test's own words. Times are in seconds, a lease is two of
 * them.
 */
final class WrittenHistory {

	private final List<JobEvent> events = new ArrayList<>();

	private final List<Disturbance> disturbances = new ArrayList<>();

	private final String job;

	private final long producer;

	WrittenHistory(String job, long producer) {
		this.job = job;
		this.producer = producer;
	}

	WrittenHistory stored(double at) {
		event(Kind.CALLED, this.job, 0, "-", at, this.producer);
		return event(Kind.STORED, this.job, 0, this.job, at + 0.1, this.producer);
	}

	WrittenHistory started(long token, long pid, double at) {
		event(Kind.CLAIMED, this.job, token, "-", at - 0.01, pid);
		return event(Kind.STARTED, this.job, token, this.job, at, pid);
	}

	WrittenHistory succeeded(long token, long pid, double start, double end) {
		return attempt(token, pid, start, end, Kind.RETURNED, "Succeeded", Kind.ACCEPTED);
	}

	WrittenHistory failed(long token, long pid, double start, double end) {
		return attempt(token, pid, start, end, Kind.FAILED, "Failed", Kind.ACCEPTED);
	}

	/** The job was no longer its own when it had succeeded. */
	WrittenHistory stale(long token, long pid, double start, double end) {
		return attempt(token, pid, start, end, Kind.RETURNED, "Succeeded", Kind.STALE);
	}

	private WrittenHistory attempt(long token, long pid, double start, double end, Kind how, String told, Kind answer) {
		started(token, pid, start);
		event(how, this.job, token, "-", end, pid);
		event(Kind.TOLD, this.job, token, told, end + 0.01, pid);
		return event(answer, this.job, token, told, end + 0.02, pid);
	}

	WrittenHistory event(Kind kind, String id, long token, String detail, double at, long pid) {
		this.events.add(new JobEvent(kind, id, token, detail, nanos(at), pid));
		return this;
	}

	WrittenHistory disturbed(Disturbance.Kind kind, long pid, double begin, double end) {
		this.disturbances.add(new Disturbance(kind, pid, nanos(begin), nanos(end)));
		return this;
	}

	JobHistory history() {
		return new JobHistory(this.events, new Disturbances(Duration.ofSeconds(2), this.disturbances), new Times(0, 0));
	}

	static long nanos(double seconds) {
		return Math.round(seconds * 1e9);
	}

}
