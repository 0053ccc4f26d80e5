package dev.scheduling.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.springframework.core.env.Environment;

/**
 * Names this process in the cluster: host and process id, for people, and random digits,
 * as both may come again.
 *
 * @param value the name, of {@code [A-Za-z0-9._-]{1,60}}
 * @param process the random digits
 */
record NodeName(String value, String process) {

	private static final int LONGEST_HOST = 40;

	private static final int SHOWN_DIGITS = 8;

	private static final int RANDOM_BYTES = 8;

	static NodeName of(Environment environment) {
		byte[] random = new byte[RANDOM_BYTES];
		new SecureRandom().nextBytes(random);
		String process = HexFormat.of().formatHex(random);
		String host = host(environment).replaceAll("[^A-Za-z0-9._-]", "-");
		String value = "%s-%d-%s".formatted(host.substring(0, Math.min(LONGEST_HOST, host.length())),
				ProcessHandle.current().pid(), process.substring(0, SHOWN_DIGITS));
		return new NodeName(value, process);
	}

	private static String host(Environment environment) {
		String name = environment.getProperty("HOSTNAME", environment.getProperty("COMPUTERNAME", ""));
		if (!name.isBlank()) {
			return name;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "node";
		}
	}

	/**
	 * Returns a source of ids that no other process makes.
	 * @return makes the ids, safe for use by several threads
	 */
	Supplier<String> ids() {
		AtomicLong last = new AtomicLong();
		return () -> this.process + "-" + Long.toString(last.incrementAndGet(), Character.MAX_RADIX);
	}

}
