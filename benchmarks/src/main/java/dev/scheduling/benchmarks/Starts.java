package dev.scheduling.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records starts. Recording allocates next to nothing, so that the figures are those of
 * the scheduler. Safe for use by several threads.
 */
final class Starts {

	private final Clock clock;

	private final AtomicInteger count = new AtomicInteger();

	private final int[] tasks;

	private final long[] nominals;

	private final long[] actuals;

	/**
	 * Creates an empty record.
	 * @param clock the clock that lateness is read from
	 * @param capacity how many starts are kept; those after them are dropped
	 */
	Starts(Clock clock, int capacity) {
		this.clock = clock;
		this.tasks = new int[capacity];
		this.nominals = new long[capacity];
		this.actuals = new long[capacity];
	}

	/**
	 * Records that a task starts now.
	 * @param task the task
	 * @param nominal the time it was meant for
	 */
	void add(int task, Instant nominal) {
		Instant now = this.clock.instant();
		int index = this.count.getAndIncrement();
		if (index < this.tasks.length) {
			this.tasks[index] = task;
			this.nominals[index] = nominal.getEpochSecond();
			this.actuals[index] = ChronoUnit.MICROS.between(Instant.EPOCH, now);
		}
	}

	void write(Path file) throws IOException {
		int written = Math.min(this.count.get(), this.tasks.length);
		try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
			out.writeInt(written);
			for (int i = 0; i < written; i++) {
				out.writeInt(this.tasks[i]);
				out.writeLong(this.nominals[i]);
				out.writeLong(this.actuals[i]);
			}
		}
	}

	static List<Start> read(Path file) throws IOException {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			int count = in.readInt();
			List<Start> starts = new ArrayList<>(count);
			for (int i = 0; i < count; i++) {
				starts.add(new Start(in.readInt(), in.readLong(), in.readLong()));
			}
			return starts;
		}
	}

	/**
	 * One start.
	 *
	 * @param task the task
	 * @param nominal the whole second it was meant for, since the epoch
	 * @param actual when it came, in microseconds since the epoch
	 */
	record Start(int task, long nominal, long actual) {

		double latenessMillis() {
			return (this.actual - this.nominal * 1_000_000) / 1000.0;
		}

	}

}
