package dev.scheduling.queue;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Takes the parts of an envelope that {@link EnvelopeWriter} wrote. Never reads past the
 * end, whatever lengths the bytes claim.
 */
final class EnvelopeReader {

	private static final int MOST_BITS = 63;

	private final ByteBuffer bytes;

	EnvelopeReader(ByteBuffer bytes) {
		this.bytes = bytes;
	}

	byte readByte() {
		return this.bytes.get();
	}

	long readNumber() {
		long value = 0;
		for (int shift = 0; shift <= MOST_BITS; shift += 7) {
			byte next = this.bytes.get();
			value |= (next & 0x7fL) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new ArithmeticException("A number has more than 64 bits");
	}

	Duration readDuration() {
		return Duration.ofSeconds(readNumber(), readNumber());
	}

	String readText() throws CharacterCodingException {
		long length = readNumber();
		if (length < 0 || length > this.bytes.remaining()) {
			throw new BufferUnderflowException();
		}
		ByteBuffer text = this.bytes.slice().limit((int) length);
		this.bytes.position(this.bytes.position() + (int) length);
		return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
	}

	byte[] readRest() {
		byte[] rest = new byte[this.bytes.remaining()];
		this.bytes.get(rest);
		return rest;
	}

}
