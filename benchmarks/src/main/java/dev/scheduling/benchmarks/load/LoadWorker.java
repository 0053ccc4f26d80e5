package dev.scheduling.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.util.Assert;

/**
 * The process of one subject, from outside: takes lines, and answers each with one.
 */
final class LoadWorker implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

	private final Process process;

	private final Path log;

	private final BufferedReader answers;

	private final Writer questions;

	private double startMillis;

	private LoadWorker(Process process, Path log) {
		this.process = process;
		this.log = log;
		this.answers = process.inputReader(StandardCharsets.UTF_8);
		this.questions = process.outputWriter(StandardCharsets.UTF_8);
	}

	/**
	 * Starts the process, and waits until it is ready.
	 * @param command the command
	 * @param log where what it logs goes to
	 * @return the process
	 */
	static LoadWorker start(List<String> command, Path log) {
		try {
			Files.createDirectories(log.getParent());
			LoadWorker worker = new LoadWorker(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
			worker.startMillis = worker.answer().getOrDefault("opened", Double.NaN) / 1e6;
			return worker;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Map<String, Double> ask(Object... words) {
		try {
			this.questions.write(Arrays.stream(words).map(Object::toString).collect(Collectors.joining(" ")) + "\n");
			this.questions.flush();
			return answer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s tells why".formatted(this.log), ex);
		}
	}

	private Map<String, Double> answer() {
		String line = await(CompletableFuture.supplyAsync(this::readLine));
		Assert.state(line != null, () -> "The process ended; %s tells why".formatted(this.log));
		return Arrays.stream(line.split(" "))
			.filter((figure) -> !figure.isEmpty())
			.map((figure) -> figure.split("="))
			.collect(Collectors.toMap((figure) -> figure[0], (figure) -> Double.valueOf(figure[1])));
	}

	private String readLine() {
		try {
			return this.answers.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String await(CompletableFuture<String> answer) {
		try {
			return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("No answer; %s tells why".formatted(this.log), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while a process works", ex);
		}
	}

	/** How long the subject took to be ready. */
	double startMillis() {
		return this.startMillis;
	}

	double cpuSeconds() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
	}

	/**
	 * Returns how much memory the process had at most.
	 * @return mebibytes, or not a number where the system does not tell
	 */
	double peakMemory() {
		try {
			Path status = Path.of("/proc/%d/status".formatted(this.process.pid()));
			Matcher peak = PEAK.matcher(Files.exists(status) ? Files.readString(status) : "");
			return peak.find() ? Long.parseLong(peak.group(1)) / 1024.0 : Double.NaN;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
