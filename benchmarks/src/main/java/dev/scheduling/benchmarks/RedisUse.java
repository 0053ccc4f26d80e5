package dev.scheduling.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Redis has done so far, or in a span of time.
 *
 * @param calls how often each command was called, by clients and by scripts together
 * @param cpuSeconds its processor time
 */
public record RedisUse(Map<String, Long> calls, double cpuSeconds) {

	private static final Pattern CALLS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

	private static final Pattern CPU = Pattern.compile("used_cpu_(?:sys|user):([\\d.]+)");

	/** What the measuring itself sends. */
	private static final Set<String> OURS = Set.of("info", "monitor", "quit");

	public static RedisUse parse(String info) {
		Map<String, Long> calls = new HashMap<>();
		Matcher command = CALLS.matcher(info);
		while (command.find()) {
			if (!OURS.contains(command.group(1))) {
				calls.put(command.group(1), Long.parseLong(command.group(2)));
			}
		}
		Matcher cpu = CPU.matcher(info);
		double seconds = 0;
		while (cpu.find()) {
			seconds += Double.parseDouble(cpu.group(1));
		}
		return new RedisUse(calls, seconds);
	}

	public RedisUse since(RedisUse earlier) {
		Map<String, Long> difference = new HashMap<>();
		this.calls
			.forEach((command, count) -> difference.put(command, count - earlier.calls.getOrDefault(command, 0L)));
		return new RedisUse(difference, this.cpuSeconds - earlier.cpuSeconds);
	}

}
