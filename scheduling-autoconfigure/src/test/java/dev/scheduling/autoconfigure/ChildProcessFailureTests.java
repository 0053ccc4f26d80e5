package dev.scheduling.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.scheduling.periodic.Periodic;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a terminal shows: a JVM of its own, standard output and error together.
 */
class ChildProcessFailureTests {

	@Test
	void endsWithAReportAndWithoutAStackTrace() throws Exception {
		assertThat(run("--scheduling.store=memory", "--scheduling.tasks.report.interval=90"))
			.contains("Task 'report' has an invalid 'interval':", "Reason:   it has no unit", "Add a unit: 90s");
		assertThat(run("--scheduling.store=memory", "--scheduling.tasks.reprot.interval=5m"))
			.contains("did you mean 'report'?", "Known tasks: report", "scheduling.unknown-tasks=warn");
		assertThat(run("--spring.data.redis.port=1")).contains("Could not reach Redis at localhost:1",
				"'spring.data.redis.port' (command line)", "scheduling.store=memory");
	}

	private static String run(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), Application.class.getName(),
						"--spring.main.web-application-type=none", "--spring.application.name=reports"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(1);
		assertThat(output).doesNotContain("\tat ").doesNotContain("Exception in thread");
		return FailedStart.report(output);
	}

	@EnableAutoConfiguration
	static class Application {

		@Periodic(interval = "1h")
		void report() {
		}

		public static void main(String[] arguments) {
			SpringApplication.run(Application.class, arguments);
		}

	}

}
