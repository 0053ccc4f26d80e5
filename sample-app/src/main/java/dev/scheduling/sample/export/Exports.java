package dev.scheduling.sample.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CancellationException;

import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes orders to a file, row by row. A job may run again after a crash, so the file
 * gets its name only once it is whole, and a second run replaces the first one's.
 */
@Component
class Exports {

	private static final Logger logger = LoggerFactory.getLogger(Exports.class);

	private static final int ROWS_PER_REPORT = 500;

	private final Path folder;

	Exports(@Value("${sample.exports}") Path folder) {
		this.folder = folder;
	}

	@JobHandler("export-data")
	ExportResult export(ExportRequest request, JobContext context) throws IOException {
		logger.info("Export {}, attempt {}: {} rows of {}", context.id(), context.attempt(), request.rowCount(),
				request.region());
		Files.createDirectories(this.folder);
		Path part = this.folder.resolve(context.id() + "-" + context.fencingToken() + ".part");
		write(request, context, part);
		Path file = file(context.id());
		Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		logger.info("Export {} written to {}", context.id(), file);
		return new ExportResult(file.getFileName().toString(), request.rowCount());
	}

	private static void write(ExportRequest request, JobContext context, Path part) throws IOException {
		int rows = request.rowCount();
		try (BufferedWriter writer = Files.newBufferedWriter(part)) {
			writer.write("number,region,amount,risk" + System.lineSeparator());
			for (int row = 1; row <= rows; row++) {
				writer.write(Order.generate(row, request.region()).toCsv());
				if (row % ROWS_PER_REPORT == 0) {
					context.progress(row, rows);
					stopIfAsked(context);
				}
			}
		}
	}

	private static void stopIfAsked(JobContext context) {
		if (context.isCancelled()) {
			throw new CancellationException("The export was asked to stop");
		}
	}

	Path file(JobId id) {
		return this.folder.resolve(id + ".csv");
	}

}
