package dev.scheduling.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that all parts share.
 *
 * @param shutdownTimeout How long running work may go on once the application stops,
 * before it is interrupted. One budget for all parts together, counted from the first
 * that stops.
 */
@ConfigurationProperties("scheduling")
public record SchedulingProperties(@DefaultValue("20s") Duration shutdownTimeout) {
}
