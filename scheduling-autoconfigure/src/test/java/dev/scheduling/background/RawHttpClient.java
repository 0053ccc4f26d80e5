package dev.scheduling.background;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection of HTTP 1.1 without anything between the test and its bytes: a response
 * that has been read is whole, to its last chunk.
 */
final class RawHttpClient implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 10_000;

	private final Socket socket;

	private final InputStream input;

	RawHttpClient(int port) throws IOException {
		this.socket = new Socket("localhost", port);
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		this.input = new BufferedInputStream(this.socket.getInputStream());
	}

	/**
	 * Sends a request and reads the whole response.
	 * @param method the method
	 * @param path the path
	 * @param headers further lines of the head
	 * @return the response
	 * @throws IOException if it is not whole after ten seconds
	 */
	Response exchange(String method, String path, String... headers) throws IOException {
		send(method, path, headers);
		int status = Integer.parseInt(line().split(" ")[1]);
		Map<String, String> head = new TreeMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			String[] parts = line.split(":", 2);
			head.put(parts[0].toLowerCase(Locale.ROOT), parts[1].trim());
		}
		boolean bodiless = method.equals("HEAD") || status == 204;
		return new Response(status, head, bodiless ? new byte[0] : body(head));
	}

	void send(String method, String path, String... headers) throws IOException {
		StringBuilder head = new StringBuilder("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(method, path));
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		this.socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
	}

	private byte[] body(Map<String, String> head) throws IOException {
		if (!"chunked".equals(head.get("transfer-encoding"))) {
			return exactly(Integer.parseInt(head.get("content-length")));
		}
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			body.writeBytes(exactly(size));
			line();
		}
		line();
		return body.toByteArray();
	}

	private int chunkSize() throws IOException {
		return Integer.parseInt(line(), 16);
	}

	private byte[] exactly(int length) throws IOException {
		byte[] bytes = this.input.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException("The connection ended within a response");
		}
		return bytes;
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int read = this.input.read(); read != '\n'; read = this.input.read()) {
			if (read < 0) {
				throw new EOFException("The connection ended within a response");
			}
			line.append((char) read);
		}
		return line.toString().stripTrailing();
	}

	/**
	 * Goes away without a word.
	 * @throws IOException if that fails
	 */
	void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	record Response(int status, Map<String, String> head, byte[] body) {

		String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

	}

}
