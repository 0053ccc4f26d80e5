package dev.scheduling.queue;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A payload of 100 bytes into the bytes that are stored, and back.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PayloadBenchmark {

	private final PayloadCodec payloads = PayloadCodec.create();

	private final JobEnvelopeCodec envelopes = new JobEnvelopeCodec();

	private final Payload payload = new Payload(1_764_579_000_000_000L, "x".repeat(67));

	private final Instant enqueuedAt = Instant.parse("2026-03-01T12:00:00Z");

	private final byte[] encoded = encode();

	@Benchmark
	public byte[] encode() {
		return this.envelopes.encode(new JobEnvelope("export-data", this.enqueuedAt, null, null, null, Map.of(),
				this.payloads.write(this.payload)));
	}

	@Benchmark
	public @Nullable Object decode() throws UnreadableEnvelopeException {
		byte[] json = this.envelopes.decode(this.encoded).payload();
		return (json != null) ? this.payloads.read(json, Payload.class) : null;
	}

	record Payload(long at, String text) {

	}

}
