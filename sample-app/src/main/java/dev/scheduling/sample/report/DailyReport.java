package dev.scheduling.sample.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.TaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes a report on a schedule, as a durable job: a report whose process dies is written
 * by the next one.
 */
@Component
class DailyReport {

	private static final Logger logger = LoggerFactory.getLogger(DailyReport.class);

	private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'report'-yyyy-MM-dd-HHmm'.txt'")
		.withZone(ZoneOffset.UTC);

	private final Path folder;

	private final Path exports;

	DailyReport(@Value("${sample.reports}") Path folder, @Value("${sample.exports}") Path exports) {
		this.folder = folder;
		this.exports = exports;
	}

	/** The name of the file comes from the tick, so that a second run replaces it. */
	@Periodic(execution = Execution.DURABLE)
	String generateDailyReport(TaskContext context) throws IOException {
		Files.createDirectories(this.folder);
		Path file = this.folder.resolve(NAME.format(context.scheduledFor()));
		Files.writeString(file, "Exports written so far: %d%n".formatted(countExports()));
		logger.info("Report for {} written to {}", context.scheduledFor(), file);
		return file.getFileName().toString();
	}

	private long countExports() throws IOException {
		if (!Files.isDirectory(this.exports)) {
			return 0;
		}
		try (var files = Files.list(this.exports)) {
			return files.filter((file) -> file.toString().endsWith(".csv")).count();
		}
	}

}
