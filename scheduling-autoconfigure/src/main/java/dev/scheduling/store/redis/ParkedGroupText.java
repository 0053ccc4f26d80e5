package dev.scheduling.store.redis;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.scheduling.store.ParkedGroup;

/**
 * Groups of parked jobs as text: {@code handler|fingerprint,...}, a group a line.
 */
final class ParkedGroupText {

	private ParkedGroupText() {
	}

	static String write(List<ParkedGroup> groups) {
		return groups.stream()
			.map((group) -> group.handler() + '|' + String.join(",", new TreeSet<>(group.fingerprints())))
			.collect(Collectors.joining("\n"));
	}

	static ParkedGroup read(Object text) {
		String[] part = RedisKeys.text(text).split("\\|", -1);
		return new ParkedGroup(part[0], Set.of(part[1].split(",")));
	}

}
