package dev.scheduling.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
		Map<String, Long> clients = new HashMap<>();
		Map<String, Long> scripts = new HashMap<>();
		long end = System.nanoTime() + time.toNanos();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
				BufferedReader lines = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
			socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
			for (long left = time.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
				socket.setSoTimeout((int) left);
				Matcher line = LINE.matcher(lines.readLine());
				if (line.find()) {
					Map<String, Long> callers = line.group(1).equals("lua") ? scripts : clients;
					callers.merge(line.group(2).toLowerCase(Locale.ROOT), 1L, Long::sum);
				}
			}
		}
		catch (SocketTimeoutException ex) {
			// The time is over, and nothing came in its last part.
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
	 * @return the number; a command that was not seen here counts as a client's
	 */
	public double clientCalls(RedisUse use) {
		return use.calls().entrySet().stream().mapToDouble((call) -> call.getValue() * share(call.getKey())).sum();
	}

	private double share(String command) {
		long client = this.clients.getOrDefault(command, 0L);
		long script = this.scripts.getOrDefault(command, 0L);
		return (client + script > 0) ? (double) client / (client + script) : 1;
	}

	public static long sum(Map<String, Long> calls) {
		return calls.values().stream().mapToLong(Long::longValue).sum();
	}

}
