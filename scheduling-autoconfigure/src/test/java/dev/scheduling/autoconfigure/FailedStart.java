package dev.scheduling.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An application that is run as {@code main} would run it, with an
 * {@code application.yml} of its own, and does not start.
 */
final class FailedStart {

	private static final String BANNER = """
			***************************
			APPLICATION FAILED TO START
			***************************
			""";

	private final Class<?> source;

	private final List<String> arguments = new ArrayList<>();

	private FailedStart(Class<?> source) {
		this.source = source;
		this.arguments.add("--spring.main.banner-mode=off");
	}

	static FailedStart of(Class<?> source) {
		return new FailedStart(source);
	}

	FailedStart yaml(String yaml) {
		try {
			Path file = Files.createTempDirectory("failed-start").resolve("application.yml");
			Files.writeString(file, yaml);
			return with("--spring.config.location=" + file.toUri());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	FailedStart with(String... more) {
		this.arguments.addAll(List.of(more));
		return this;
	}

	List<String> arguments() {
		return this.arguments;
	}

	/** Runs it, and returns what stands below the banner, in place of a stack trace. */
	String report(CapturedOutput output) {
		SpringApplication application = new SpringApplication(this.source, Wiring.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatThrownBy(() -> application.run(this.arguments.toArray(String[]::new))).isNotNull();
		assertThat(output).doesNotContain("\tat ");
		return report(output.toString());
	}

	static String report(String log) {
		int banner = log.indexOf(BANNER);
		return (banner < 0) ? "no failure report in: " + log : log.substring(banner + BANNER.length()).strip();
	}

	@EnableAutoConfiguration
	static class Wiring {

	}

}
