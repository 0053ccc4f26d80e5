package dev.scheduling.periodic;

import java.time.ZoneId;
import java.util.List;

public record Exclusions() {
	public static Exclusions parse(List<String> texts, ZoneId zone) {
		return new Exclusions();
	}
}
