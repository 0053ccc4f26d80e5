package dev.scheduling.periodic;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

public record ScheduleLimits(@Nullable Instant notBefore, @Nullable Instant notAfter, Exclusions exclusions) {

	public static ScheduleLimits none() {
		return new ScheduleLimits(null, null, new Exclusions());
	}

	public Schedule apply(Schedule schedule) {
		return schedule;
	}

}
