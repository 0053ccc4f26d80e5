package dev.scheduling.sample.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobQueue;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExportController {

	private final JobQueue jobs;

	private final Exports exports;

	ExportController(JobQueue jobs, Exports exports) {
		this.jobs = jobs;
		this.exports = exports;
	}

	@PostMapping("/api/v1/exports")
	@ResponseStatus(HttpStatus.ACCEPTED)
	Map<String, JobId> create(@RequestBody ExportRequest request) {
		return Map.of("job_id", this.jobs.enqueue(request));
	}

	@GetMapping("/api/v1/exports/{id}")
	ResponseEntity<ExportView> find(@PathVariable String id) {
		return ResponseEntity.of(this.jobs.find(new JobId(id)).map(this::view));
	}

	private ExportView view(Job job) {
		return new ExportView(job.id(), job.state(), job.attempt(), job.crashes(), job.progress(),
				this.jobs.result(job.id(), ExportResult.class).orElse(null));
	}

	@GetMapping("/api/v1/exports/{id}/file")
	ResponseEntity<Resource> file(@PathVariable String id) {
		Optional<Path> file = this.jobs.find(new JobId(id)).map(Job::id).map(this.exports::file).filter(Files::exists);
		return file
			.map((path) -> ResponseEntity.ok()
				.contentType(MediaType.parseMediaType("text/csv"))
				.body((Resource) new FileSystemResource(path)))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

	@DeleteMapping("/api/v1/exports/{id}")
	ResponseEntity<Void> cancel(@PathVariable String id) {
		return this.jobs.cancel(new JobId(id)) ? ResponseEntity.noContent().build() : ResponseEntity.notFound().build();
	}

}
