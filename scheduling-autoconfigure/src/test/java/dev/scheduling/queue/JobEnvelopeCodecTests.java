package dev.scheduling.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import dev.scheduling.queue.UnreadableEnvelopeException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JobEnvelopeCodecTests {

	private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");

	private static final byte[] PAYLOAD = "{\"region\":\"Île-de-France\"}".getBytes(StandardCharsets.UTF_8);

	private final JobEnvelopeCodec codec = new JobEnvelopeCodec();

	private final JobEnvelope full = new JobEnvelope("export-data", NOW, 7, Duration.ofMillis(1500), Duration.ZERO,
			Map.of("scheduled-for", "1", "traceparent", "00-Ä"), PAYLOAD);

	private final JobEnvelope bare = new JobEnvelope("tidy", Instant.EPOCH, null, null, null, Map.of(), null);

	@Test
	void readsWhatItWrote() throws Exception {
		JobEnvelope read = this.codec.decode(this.codec.encode(this.full));

		assertThat(read).usingRecursiveComparison().isEqualTo(this.full);
	}

	@Test
	void tellsNoPayloadFromAnEmptyOne() throws Exception {
		JobEnvelope empty = new JobEnvelope("tidy", NOW, null, null, null, Map.of(), new byte[0]);

		assertThat(this.codec.decode(this.codec.encode(this.bare)).payload()).isNull();
		assertThat(this.codec.decode(this.codec.encode(empty)).payload()).isEmpty();
	}

	@Test
	void keepsTheTimeInWholeMilliseconds() throws Exception {
		JobEnvelope fine = new JobEnvelope("tidy", NOW.plusNanos(999), null, null, null, Map.of(), null);

		assertThat(fine.enqueuedAt()).isEqualTo(NOW);
		assertThat(this.codec.decode(this.codec.encode(fine)).enqueuedAt()).isEqualTo(NOW);
	}

	@Test
	void j1SameEnvelopeGivesTheSameBytesWhateverTheOrderOfItsHeaders() {
		Map<String, String> forward = new LinkedHashMap<>();
		Map<String, String> backward = new HashMap<>();
		for (int i = 0; i < 50; i++) {
			forward.put("header" + i, "a");
			backward.put("header" + (49 - i), "a");
		}

		assertThat(this.codec.encode(with(forward))).isEqualTo(this.codec.encode(with(backward)));
	}

	@Test
	void j18PayloadIsStoredOnceAndAsItIs() {
		byte[] bytes = this.codec.encode(this.full);

		assertThat(new String(bytes, StandardCharsets.UTF_8)).endsWith("{\"region\":\"Île-de-France\"}");
	}

	@Test
	void isCompact() {
		byte[] bytes = this.codec.encode(new JobEnvelope("export-data", NOW, null, null, null, Map.of(), PAYLOAD));

		assertThat(bytes.length - PAYLOAD.length).isLessThanOrEqualTo(1 + 1 + "export-data".length() + 6 + 1 + 1);
	}

	@Test
	void j17NewerProtocolIsToldFromDamage() {
		byte[] newer = this.codec.encode(this.full);
		newer[0] = JobEnvelopeCodec.PROTOCOL + 1;

		assertThat(reasonOf(newer)).isEqualTo(Reason.NEWER_PROTOCOL);
		assertThat(reasonOf(new byte[0])).isEqualTo(Reason.UNDECODABLE);
		assertThat(reasonOf(new byte[] { 0, 1, 2 })).isEqualTo(Reason.UNDECODABLE);
		assertThat(reasonOf(new byte[] { JobEnvelopeCodec.PROTOCOL })).isEqualTo(Reason.UNDECODABLE);
	}

	@Test
	void j17EveryCutBeforeThePayloadIsUndecodable() {
		byte[] bytes = this.codec.encode(this.full);

		for (int length = 1; length < bytes.length - PAYLOAD.length; length++) {
			assertThat(reasonOf(Arrays.copyOf(bytes, length))).isEqualTo(Reason.UNDECODABLE);
		}
	}

	@Test
	void j17DamagedBytesNeverThrowAnythingElse() {
		Random random = new Random(1);
		byte[] bytes = this.codec.encode(this.full);

		for (int round = 0; round < 20_000; round++) {
			byte[] damaged = bytes.clone();
			for (int i = 0; i < 3; i++) {
				damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt();
			}
			try {
				this.codec.decode(damaged);
			}
			catch (UnreadableEnvelopeException ex) {
				assertThat(ex.reason()).isEqualTo(Reason.UNDECODABLE);
			}
		}
	}

	@Test
	void j17HugeLengthTakesNoMemory() {
		byte[] bytes = { JobEnvelopeCodec.PROTOCOL, -1, -1, -1, -1, 7, 'a' };

		assertThat(reasonOf(bytes)).isEqualTo(Reason.UNDECODABLE);
	}

	private JobEnvelope with(Map<String, String> headers) {
		return new JobEnvelope("tidy", NOW, null, null, null, headers, null);
	}

	private Reason reasonOf(byte[] bytes) {
		return assertThatExceptionOfType(UnreadableEnvelopeException.class).isThrownBy(() -> this.codec.decode(bytes))
			.actual()
			.reason();
	}

}
