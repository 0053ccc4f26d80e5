package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.Map;

/**
 * What a scenario runs under.
 *
 * @param concurrency how many jobs a worker runs at once, 0 for the subject's default
 * @param nodes how many processes there are; the first one enqueues
 * @param fsync how often Redis writes to disk
 * @param delay how much later each answer of Redis arrives
 * @param properties for subjects that know them
 */
record Conditions(int concurrency, int nodes, String fsync, Duration delay, Map<String, String> properties) {

	static final Conditions USUAL = new Conditions(50, 1, "everysec", Duration.ZERO, Map.of());

	Conditions withConcurrency(int other) {
		return new Conditions(other, this.nodes, this.fsync, this.delay, this.properties);
	}

	Conditions withNodes(int other) {
		return new Conditions(this.concurrency, other, this.fsync, this.delay, this.properties);
	}

	Conditions withFsync(String other) {
		return new Conditions(this.concurrency, this.nodes, other, this.delay, this.properties);
	}

	Conditions withDelay(Duration other) {
		return new Conditions(this.concurrency, this.nodes, this.fsync, other, this.properties);
	}

	Conditions withProperty(String name, String value) {
		return new Conditions(this.concurrency, this.nodes, this.fsync, this.delay, Map.of(name, value));
	}

}
