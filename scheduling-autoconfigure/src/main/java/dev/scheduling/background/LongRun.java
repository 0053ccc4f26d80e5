package dev.scheduling.background;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;

/**
 * The kinds of in-process work, each with the text that shows its durable form.
 */
public enum LongRun {

	/**
	 * A task added to {@link BackgroundTasks}; its durable form is a job.
	 */
	BACKGROUND_TASK("""
			Background task '%1$s' is still running after %2$s ('scheduling.background.long-run-threshold'). \
			It is lost if this process stops. A durable job survives that:

			    record %3$s(String id) { }    // what the work needs, as data

			    jobs.enqueue(new %3$s(id));    // instead of background.add(...)

			    @JobHandler("%4$s")
			    void %5$s(%3$s request, JobContext context) { ... }

			This is said once per name."""),

	/**
	 * An in-process run of a periodic task; its durable form is the same method with
	 * another execution.
	 */
	PERIODIC_TASK("""
			Periodic task '%1$s' is still running after %2$s ('scheduling.background.long-run-threshold'). \
			This run is lost if this process stops. A durable run survives that:

			    @Periodic(name = "%4$s", execution = Execution.DURABLE)

			or, in application.yml, 'scheduling.tasks.%4$s.execution: durable'. \
			This is said once per name.""");

	private final String text;

	LongRun(String text) {
		this.text = text;
	}

	String describe(String name, Duration threshold) {
		String jobName = kebabCase(name);
		String type = Arrays.stream(jobName.split("-")).map(StringUtils::capitalize).collect(Collectors.joining());
		return this.text.formatted(name, DurationFormatterUtils.print(threshold, DurationFormat.Style.COMPOSITE), type,
				jobName, StringUtils.uncapitalize(type));
	}

	private static String kebabCase(String name) {
		String words = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replaceAll("[^A-Za-z0-9]+", "-");
		String trimmed = words.replaceAll("^[-0-9]+|-+$", "").toLowerCase(Locale.ROOT);
		return trimmed.isEmpty() ? "my-job" : trimmed;
	}

}
