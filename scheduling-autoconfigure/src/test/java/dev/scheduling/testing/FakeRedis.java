package dev.scheduling.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks Redis' protocol and knows no more than a test has told it: for what the Redis at
 * hand is too old for.
 */
public final class FakeRedis implements AutoCloseable {

	private final ServerSocket server;

	private final Map<String, String> answers = new ConcurrentHashMap<>();

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final AtomicInteger connections = new AtomicInteger();

	private FakeRedis(ServerSocket server) {
		this.server = server;
	}

	/**
	 * Starts a server that greets clients.
	 * @return the server
	 */
	public static FakeRedis start() {
		try {
			FakeRedis redis = new FakeRedis(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
			redis.answer("HELLO", "-ERR unknown command").answer("PING", "+PONG").answer("CLIENT", "+OK");
			daemon(redis::accept);
			return redis;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Says what to answer.
	 * @param command the first word of the command
	 * @param answer the answer in Redis' protocol, without the last line end
	 * @return this
	 */
	public FakeRedis answer(String command, String answer) {
		this.answers.put(command, answer);
		return this;
	}

	/**
	 * Returns a text in the form in which it is part of an answer.
	 * @param text the text
	 * @return the form
	 */
	public static String bulk(String text) {
		return "$" + text.getBytes(StandardCharsets.UTF_8).length + "\r\n" + text;
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				int number = this.connections.incrementAndGet();
				daemon(() -> serve(client, number));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket client, int number) {
		try (client) {
			InputStream in = new BufferedInputStream(client.getInputStream());
			while (true) {
				List<String> command = new ArrayList<>();
				int words = Integer.parseInt(line(in).substring(1));
				for (int i = 0; i < words; i++) {
					int length = Integer.parseInt(line(in).substring(1));
					command.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
					in.readNBytes(2);
				}
				this.received.add(number + " " + String.join(" ", command));
				String answer = this.answers.getOrDefault(command.get(0).toUpperCase(Locale.ROOT),
						"-ERR not known to the test");
				client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
			}
		}
		catch (IOException | RuntimeException ex) {
			// the client has left
		}
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0) {
				throw new IOException("end");
			}
			line.append((char) next);
		}
		return line.toString().trim();
	}

	private static void daemon(Runnable work) {
		Thread thread = new Thread(work, "fake-redis");
		thread.setDaemon(true);
		thread.start();
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Returns what it was told.
	 * @return each command behind the number of its connection
	 */
	public List<String> received() {
		return this.received;
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
