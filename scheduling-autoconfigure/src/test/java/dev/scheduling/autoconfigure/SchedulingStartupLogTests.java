package dev.scheduling.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SchedulingStartupLogTests {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private final SchedulingStartupLog log = new SchedulingStartupLog(
			Clock.fixed(Instant.parse("2026-11-22T12:00:10Z"), ZoneOffset.UTC), "orders-7f9c", new Namespace("orders"),
			PARIS, true);

	@Test
	void listsTasksWithScheduleLaneNextRunAndSource() {
		List<PeriodicTask> tasks = List.of(
				task("cache-refresh", Schedule.interval(Duration.ofSeconds(30), Duration.ZERO),
						"@Periodic on com.example.Caches.refresh()"),
				task("legacy-sync", null, "application.yml:8"),
				task("nightly-report", Schedule.cron("0 3 * * *", PARIS), "application.yml:14"),
				task("price-import", Schedule.interval(Duration.ofMinutes(5), Duration.ZERO), "command line"));

		assertThat(this.log.summary(tasks)).isEqualTo("Scheduling ready: 4 tasks (3 in process, 0 durable, 1 off), "
				+ "node orders-7f9c, namespace orders, zone Europe/Paris");
		assertThat("tasks:\n" + String.join("\n", this.log.taskLines(tasks))).isEqualTo(
				"""
						tasks:
						  cache-refresh   every 30s                      in process  next in 20 s                     @Periodic on com.example.Caches.refresh()
						  legacy-sync     off                            -           -                                application.yml:8
						  nightly-report  cron 0 3 * * * (Europe/Paris)  in process  next Mon 23 Nov 03:00:00 +01:00  application.yml:14
						  price-import    every 5m                       in process  next in 4 min                    command line""");
	}

	@Test
	void stopsListingAfterTwentyTasks() {
		List<PeriodicTask> tasks = IntStream.range(0, 51).mapToObj((index) -> task("t" + index, null, "here")).toList();

		assertThat(this.log.taskLines(tasks)).hasSize(21).last().isEqualTo("  … and 31 more");
	}

	@Test
	void saysWhereTheStateIsKept(CapturedOutput output) {
		this.log.log(List.of(), "Redis 7.0.15 at localhost:6379");

		assertThat(output).contains("Scheduling ready: 0 tasks").contains("Store: Redis 7.0.15 at localhost:6379");
	}

	@Test
	void warnsThatMemoryForgets(CapturedOutput output) {
		this.log.log(List.of(), null);

		assertThat(output).containsPattern("WARN.*Store: IN MEMORY. Nothing survives a restart, and other nodes are "
				+ "not seen: each of them runs every tick. For production set scheduling.store=redis");
	}

	private static PeriodicTask task(String name, Schedule schedule, String source) {
		return PeriodicTask.named(name, (context) -> null).schedule(schedule).source(source).build();
	}

}
