package dev.scheduling.queue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Puts the parts of an envelope behind each other. Numbers take seven bits a byte, the
 * lowest first, the eighth bit saying that more follow.
 */
final class EnvelopeWriter {

	private static final int SEVEN_BITS = 0x7f;

	private static final int MORE = 0x80;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

	void writeByte(byte value) {
		this.bytes.write(value);
	}

	void writeNumber(long value) {
		long rest = value;
		while ((rest & ~SEVEN_BITS) != 0) {
			this.bytes.write((int) (rest & SEVEN_BITS) | MORE);
			rest >>>= 7;
		}
		this.bytes.write((int) rest);
	}

	void writeDuration(Duration value) {
		writeNumber(value.getSeconds());
		writeNumber(value.getNano());
	}

	void writeText(String value) {
		byte[] text = value.getBytes(StandardCharsets.UTF_8);
		writeNumber(text.length);
		this.bytes.writeBytes(text);
	}

	void writeBytes(byte[] value) {
		this.bytes.writeBytes(value);
	}

	byte[] toByteArray() {
		return this.bytes.toByteArray();
	}

}
