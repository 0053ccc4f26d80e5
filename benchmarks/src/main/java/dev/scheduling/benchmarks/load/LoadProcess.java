package dev.scheduling.benchmarks.load;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.scheduling.benchmarks.load.LoadSubject.Launch;
import dev.scheduling.benchmarks.load.LoadSubject.Setup;

/**
 * The inside of the process of one subject: does what each line of its standard input
 * says, and answers with one line of figures.
 */
public final class LoadProcess {

	public static final String COMMAND = "load-subject";

	private static final int MOST_TICKS = 100_000;

	private final Jobs jobs;

	private final LoadQueue queue;

	private final Producer producer;

	private LoadProcess(Jobs jobs, LoadQueue queue) {
		this.jobs = jobs;
		this.queue = queue;
		this.producer = new Producer(queue);
	}

	static List<String> arguments(String subject, Launch launch) {
		return List.of(COMMAND, subject, Integer.toString(launch.port()),
				Integer.toString(launch.conditions().concurrency()),
				launch.conditions()
					.properties()
					.entrySet()
					.stream()
					.map((property) -> property.getKey() + "=" + property.getValue())
					.collect(Collectors.joining(";")));
	}

	public static void run(String[] arguments) throws Exception {
		PrintStream answers = System.out;
		System.setOut(System.err); // for the logs
		Jobs jobs = new Jobs();
		Map<String, String> properties = Arrays.stream(arguments[4].split(";"))
			.filter((property) -> !property.isEmpty())
			.map((property) -> property.split("=", 2))
			.collect(Collectors.toMap((property) -> property[0], (property) -> property[1]));
		long begin = System.nanoTime();
		LoadQueue queue = LoadSubjects.named(arguments[1])
			.open(new Setup(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]), properties, jobs));
		answers.println("opened=" + (System.nanoTime() - begin));
		new LoadProcess(jobs, queue).answer(answers);
		queue.close();
		System.exit(0); // a peer may leave threads behind
	}

	private void answer(PrintStream answers) throws Exception {
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			Map<String, ? extends Number> figures = answer(line.split(" "));
			answers.println(figures.entrySet()
				.stream()
				.map((figure) -> figure.getKey() + "=" + figure.getValue())
				.collect(Collectors.joining(" ")));
		}
	}

	private Map<String, ? extends Number> answer(String[] words) throws Exception {
		switch (words[0]) {
			case "expect" -> {
				this.jobs.expect(number(words[1]), Duration.ofMillis(number(words[2])));
				this.queue.ticks().expect(MOST_TICKS, Duration.ZERO);
			}
			case "pause" -> this.queue.pause();
			case "resume" -> this.queue.resume();
			case "progress" -> {
				return this.jobs.progress();
			}
			case "ticks" -> {
				return this.queue.ticks().progress();
			}
			case "ended" -> {
				return Map.of("ended", this.jobs.ended());
			}
			case "enqueue" -> {
				return Map.of("nanos", this.producer.enqueue(number(words[1]), number(words[2])));
			}
			case "rate" -> this.producer.enqueueAtRate(number(words[1]), number(words[2]));
			case "mixed" -> this.producer.enqueueMixedAtRate(number(words[1]), number(words[2]));
			default -> throw new IllegalArgumentException(words[0]);
		}
		return Map.of();
	}

	private static int number(String word) {
		return Integer.parseInt(word);
	}

}
