package dev.scheduling.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Names this process so that people find it and no other process ever has the name: host,
 * process id, and some random digits, as both may come again.
 */
final class ProcessName {

	private static final int DIGITS = 8;

	private ProcessName() {
	}

	static String create() {
		String unique = UUID.randomUUID().toString().substring(0, DIGITS);
		return "%s-%d-%s".formatted(host(), ProcessHandle.current().pid(), unique);
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "_");
		}
		catch (UnknownHostException ex) {
			return "host";
		}
	}

}
