package dev.scheduling.queue;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.scheduling.queue.UnreadableEnvelopeException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Writes envelopes as bytes and reads them. The first byte is the protocol, so that a
 * worker of an older version knows that it cannot read what a newer one wrote. The
 * payload's bytes come last, as they are. Safe for use by several threads.
 * <p>
 * Protocol 1: handler, time, a byte that says which optional parts follow, those parts,
 * headers, payload. Numbers have a variable length, texts are UTF-8 behind their length.
 */
public final class JobEnvelopeCodec {

	/**
	 * The newest protocol that this version reads, and the one that it writes.
	 */
	public static final byte PROTOCOL = 1;

	private static final int MAX_ATTEMPTS = 1;

	private static final int TIMEOUT = 2;

	private static final int RETENTION = 4;

	private static final int PAYLOAD = 8;

	/**
	 * Writes an envelope. The same envelope gives the same bytes.
	 * @param envelope the envelope
	 * @return its bytes
	 */
	public byte[] encode(JobEnvelope envelope) {
		EnvelopeWriter out = new EnvelopeWriter();
		out.writeByte(PROTOCOL);
		out.writeText(envelope.handler());
		out.writeNumber(envelope.enqueuedAt().toEpochMilli());
		out.writeByte((byte) (flag(MAX_ATTEMPTS, envelope.maxAttempts()) | flag(TIMEOUT, envelope.timeout())
				| flag(RETENTION, envelope.retention()) | flag(PAYLOAD, envelope.payload())));
		if (envelope.maxAttempts() != null) {
			out.writeNumber(envelope.maxAttempts());
		}
		if (envelope.timeout() != null) {
			out.writeDuration(envelope.timeout());
		}
		if (envelope.retention() != null) {
			out.writeDuration(envelope.retention());
		}
		out.writeNumber(envelope.headers().size());
		envelope.headers().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach((header) -> {
			out.writeText(header.getKey());
			out.writeText(header.getValue());
		});
		if (envelope.payload() != null) {
			out.writeBytes(envelope.payload());
		}
		return out.toByteArray();
	}

	private static int flag(int flag, @Nullable Object part) {
		return (part != null) ? flag : 0;
	}

	/**
	 * Reads an envelope.
	 * @param bytes what {@link #encode} has written, here or elsewhere
	 * @return the envelope
	 * @throws UnreadableEnvelopeException if the bytes are of a newer protocol, or none
	 */
	public JobEnvelope decode(byte[] bytes) throws UnreadableEnvelopeException {
		checkProtocol(bytes);
		try {
			return read(new EnvelopeReader(ByteBuffer.wrap(bytes, 1, bytes.length - 1)));
		}
		catch (BufferUnderflowException | CharacterCodingException | ArithmeticException | DateTimeException
				| IllegalArgumentException ex) {
			throw new UnreadableEnvelopeException(Reason.UNDECODABLE,
					"%d bytes of protocol %d are no whole envelope".formatted(bytes.length, PROTOCOL), ex);
		}
	}

	/**
	 * Returns the protocol of an envelope, which need not be one that this version reads.
	 * @param bytes the envelope
	 * @return its protocol, 0 if there is none
	 */
	public static int protocolOf(byte[] bytes) {
		return (bytes.length > 0) ? Byte.toUnsignedInt(bytes[0]) : 0;
	}

	private static void checkProtocol(byte[] bytes) throws UnreadableEnvelopeException {
		int protocol = protocolOf(bytes);
		if (protocol == 0) {
			throw new UnreadableEnvelopeException(Reason.UNDECODABLE, "The bytes name no protocol", null);
		}
		if (protocol > PROTOCOL) {
			throw new UnreadableEnvelopeException(Reason.NEWER_PROTOCOL,
					"The envelope has protocol %d, and this version reads up to %d".formatted(protocol, PROTOCOL),
					null);
		}
	}

	private static JobEnvelope read(EnvelopeReader in) throws CharacterCodingException {
		String handler = in.readText();
		Instant enqueuedAt = Instant.ofEpochMilli(in.readNumber());
		int parts = in.readByte();
		Integer maxAttempts = ((parts & MAX_ATTEMPTS) != 0) ? Math.toIntExact(in.readNumber()) : null;
		Duration timeout = ((parts & TIMEOUT) != 0) ? in.readDuration() : null;
		Duration retention = ((parts & RETENTION) != 0) ? in.readDuration() : null;
		Map<String, String> headers = new HashMap<>();
		for (long left = in.readNumber(); left > 0; left--) {
			headers.put(in.readText(), in.readText());
		}
		byte[] rest = in.readRest();
		return new JobEnvelope(handler, enqueuedAt, maxAttempts, timeout, retention, headers,
				((parts & PAYLOAD) != 0) ? rest : null);
	}

}
