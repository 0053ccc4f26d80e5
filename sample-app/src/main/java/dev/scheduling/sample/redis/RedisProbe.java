package dev.scheduling.sample.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks what listens on a port of this machine whether it is a Redis. Speaks the protocol
 * itself: it is needed before there is a driver.
 */
final class RedisProbe {

	private static final int TIMEOUT_MILLIS = 1000;

	private static final Pattern PROCESS_ID = Pattern.compile("process_id:(\\d+)");

	private RedisProbe() {
	}

	/**
	 * Returns whether a Redis that asks for no password answers.
	 * @param port the port
	 * @return {@code false} also if something else listens there
	 */
	static boolean answers(int port) {
		return ask(port, "PING").startsWith("+PONG");
	}

	/**
	 * Returns the id of the process that answers.
	 * @param port the port
	 * @return the id, empty if no Redis answers
	 */
	static OptionalLong processId(int port) {
		Matcher matcher = PROCESS_ID.matcher(ask(port, "INFO server"));
		return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
	}

	private static String ask(int port, String command) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
