package dev.scheduling.benchmarks;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.scheduling.periodic.Periodic;
import io.lettuce.core.RedisClient;
import net.javacrumbs.shedlock.core.LockProvider;
import org.jobrunr.configuration.JobRunr;
import org.quartz.Job;
import org.redisson.Redisson;

import org.springframework.boot.SpringApplication;

/**
 * What the figures depend on.
 */
public final class Machine {

	private static final Pattern JAR = Pattern.compile("([^/!]+)\\.jar(?:!/|/)?$");

	private static final Pattern REDIS_VERSION = Pattern.compile("redis_version:(\\S+)");

	private Machine() {
	}

	public static List<String> describe() {
		return List.of(
				"* %d processors, %s %s %s".formatted(Runtime.getRuntime().availableProcessors(),
						System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch")),
				"* JDK %s (%s), Redis %s, PostgreSQL %s".formatted(Runtime.version(), System.getProperty("java.vendor"),
						redisVersion(), postgresVersion()),
				"* " + Stream
					.of(Periodic.class, SpringApplication.class, RedisClient.class, LockProvider.class, Job.class,
							Scheduler.class, Redisson.class, JobRunr.class)
					.map(Machine::library)
					.collect(Collectors.joining(", ")));
	}

	private static String redisVersion() {
		try (RedisServer redis = RedisServer.start()) {
			Matcher version = REDIS_VERSION.matcher(redis.info());
			return version.find() ? version.group(1) : "unknown";
		}
	}

	private static String postgresVersion() {
		if (!PostgresServer.isInstalled()) {
			return "not installed";
		}
		try (PostgresServer postgres = PostgresServer.start()) {
			return postgres.version();
		}
	}

	private static String library(Class<?> type) {
		Matcher jar = JAR.matcher(type.getProtectionDomain().getCodeSource().getLocation().toString());
		return jar.find() ? jar.group(1) : type.getSimpleName();
	}

}
