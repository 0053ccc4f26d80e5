package dev.scheduling.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.scheduling.periodic.Periodic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a terminal shows for each way in which a start can fail: a JVM of its own,
 * standard output and error together. All of them are started at once. The whole texts
 * are those of {@link FailureReportTests} and {@link RedisFailureReportTests}.
 */
@Tag("processes")
class ChildProcessFailureTests {

	private static final String MEMORY = "--scheduling.store=memory";

	@TempDir
	private Path folder;

	@TestFactory
	Stream<DynamicTest> endsWithAReportAndWithoutAStackTrace() throws IOException {
		List<Child> children = List.of(
				start("invalid schedule", Fine.class, MEMORY, "--scheduling.tasks.report.interval=90")
					.expecting("Task 'report' has an invalid 'interval':", "Reason:   it has no unit", "command line"),
				start("unknown task", Fine.class, MEMORY, "--scheduling.tasks.reprot.interval=5m")
					.expecting("did you mean 'report'?", "Known tasks: report", "scheduling.unknown-tasks=warn"),
				start("Redis not reachable", Fine.class, "--spring.data.redis.port=1").expecting(
						"Could not reach Redis at localhost:1", "'spring.data.redis.port' (command line)",
						"scheduling.store=memory"),
				start("duplicate name", Duplicate.class, MEMORY).expecting("report", "Duplicate.report()",
						"Duplicate.again()"),
				start("no schedule", NoSchedule.class, MEMORY).expecting("report", "scheduling.tasks.report"),
				start("two schedules", TwoSchedules.class, MEMORY).expecting("report", "cron", "interval"),
				start("bad method", BadMethod.class, MEMORY).expecting("BadMethod.report(String)"));
		return children.stream().map((child) -> DynamicTest.dynamicTest(child.name(), child::check));
	}

	private Child start(String name, Class<?> application, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-Xmx128m", "-cp", System.getProperty("java.class.path"), Launcher.class.getName(),
				application.getName(), "--spring.main.web-application-type=none", "--spring.application.name=reports"));
		command.addAll(List.of(arguments));
		Path output = this.folder.resolve(name + ".log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		return new Child(name, process, output, List.of());
	}

	private record Child(String name, Process process, Path output, List<String> texts) {

		Child expecting(String... texts) {
			return new Child(this.name, this.process, this.output, List.of(texts));
		}

		void check() throws IOException, InterruptedException {
			boolean ended = this.process.waitFor(60, TimeUnit.SECONDS);
			this.process.destroyForcibly();
			String output = Files.readString(this.output);
			assertThat(ended).as(output).isTrue();
			assertThat(this.process.exitValue()).as(output).isEqualTo(1);
			assertThat(output).doesNotContain("\tat ").doesNotContain("Exception in thread");
			assertThat(FailedStart.report(output)).contains("Description:", "Action:").contains(this.texts);
		}

	}

	static final class Launcher {

		public static void main(String[] arguments) throws ClassNotFoundException {
			SpringApplication.run(Class.forName(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
		}

	}

	@EnableAutoConfiguration
	static class Fine {

		@Periodic(interval = "1h")
		void report() {
		}

	}

	@EnableAutoConfiguration
	static class Duplicate {

		@Periodic(interval = "1h")
		void report() {
		}

		@Periodic(name = "report", interval = "2h")
		void again() {
		}

	}

	@EnableAutoConfiguration
	static class NoSchedule {

		@Periodic
		void report() {
		}

	}

	@EnableAutoConfiguration
	static class TwoSchedules {

		@Periodic(cron = "@daily", interval = "1h")
		void report() {
		}

	}

	@EnableAutoConfiguration
	static class BadMethod {

		@Periodic(interval = "1h")
		void report(String text) {
		}

	}

}
