package dev.scheduling.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the commands that clients send from those that scripts call, which Redis' own
 * statistics do not: it watches for a while. That slows Redis down, so it is not done
 * while lateness is measured.
 *
 * @param clients how often clients sent each command
 * @param scripts how often scripts called each command
 */
public record RedisMonitor(Map<String, Long> clients, Map<String, Long> scripts) {

	private static final Pattern LINE = Pattern.compile("^\\+[\\d.]+ \\[\\d+ ([^\\]]+)\\] \"([^\"]+)\"");

	public static RedisMonitor watch(int port, Duration time) {
		try (Socket socket = open(port)) {
			return read(socket, time);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Watches while something goes on.
	 * @param port of the server
	 * @param most no longer than this
	 * @param load what goes on, on this thread
	 * @return what was seen
	 */
	public static RedisMonitor watch(int port, Duration most, Runnable load) {
		CompletableFuture<RedisMonitor> seen;
		try (Socket socket = open(port)) {
			seen = CompletableFuture.supplyAsync(() -> read(socket, most));
			load.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return seen.join();
	}

	private static Socket open(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static RedisMonitor read(Socket socket, Duration time) {
		Map<String, Long> clients = new HashMap<>();
		Map<String, Long> scripts = new HashMap<>();
		long end = System.nanoTime() + time.toNanos();
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
			for (long left = time.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
				socket.setSoTimeout((int) left);
				Matcher line = LINE.matcher(String.valueOf(lines.readLine()));
				if (line.find()) {
					Map<String, Long> callers = line.group(1).equals("lua") ? scripts : clients;
					callers.merge(line.group(2).toLowerCase(Locale.ROOT), 1L, Long::sum);
				}
			}
		}
		catch (SocketTimeoutException | SocketException ex) {
			// The time is over, and nothing came in its last part; or what was watched
			// is.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new RedisMonitor(clients, scripts);
	}

	public long clientCalls() {
		return sum(this.clients);
	}

	/**
	 * Estimates how many of some calls were sent by clients.
	 * @param use the calls
	 * @param unseen what part of a command that was not seen here is taken for a client's
	 * @return the number
	 */
	public double clientCalls(RedisUse use, double unseen) {
		return use.calls()
			.entrySet()
			.stream()
			.mapToDouble((call) -> call.getValue() * share(call.getKey(), unseen))
			.sum();
	}

	private double share(String command, double unseen) {
		long client = this.clients.getOrDefault(command, 0L);
		long script = this.scripts.getOrDefault(command, 0L);
		return (client + script > 0) ? (double) client / (client + script) : unseen;
	}

	public static long sum(Map<String, Long> calls) {
		return calls.values().stream().mapToLong(Long::longValue).sum();
	}

}
