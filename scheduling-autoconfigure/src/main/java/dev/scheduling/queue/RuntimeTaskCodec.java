package dev.scheduling.queue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.time.Duration;

import dev.scheduling.job.Priority;
import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.ScheduleText;
import dev.scheduling.periodic.TaskRules;
import dev.scheduling.periodic.TickJob;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The form in which a task that was made at run time is kept for all nodes: it has no
 * code of its own, but runs the job of a handler. Safe for use by several threads.
 */
public final class RuntimeTaskCodec {

	private final PayloadCodec json;

	/**
	 * Creates a codec.
	 * @param json writes payloads
	 */
	public RuntimeTaskCodec(PayloadCodec json) {
		this.json = json;
	}

	/**
	 * Writes a task.
	 * @param task a durable task with a schedule
	 * @return the text
	 * @throws IllegalArgumentException if something of it cannot be kept
	 */
	public String write(PeriodicTask task) {
		Schedule schedule = task.schedule()
			.orElseThrow(() -> new IllegalArgumentException("Task '%s' has no schedule".formatted(task.name())));
		TickJob job = task.job()
			.orElseThrow(() -> new IllegalArgumentException("Task '%s' runs no job".formatted(task.name())));
		TaskRules rules = task.rules();
		if (rules.skipIf() != null) {
			throw new IllegalArgumentException(
					"Task '%s' has a predicate, which cannot be kept; let its handler decide".formatted(task.name()));
		}
		return new String(this.json.write(new Form(ScheduleText.write(schedule), job.handler(), job.queue(),
				(job.payload() != null) ? tree(job.payload()) : null, job.maxAttempts(), job.retention(),
				job.priority(), rules.overlap(), rules.misfire(), rules.catchUpWindow(), rules.catchUpLimit(),
				rules.jitter(), rules.timeout())), StandardCharsets.UTF_8);
	}

	private @Nullable JsonNode tree(Object payload) {
		return (JsonNode) this.json.read(this.json.write(payload), JsonNode.class);
	}

	/**
	 * Reads a task.
	 * @param name its name
	 * @param text what {@link #write} has written
	 * @return the task
	 * @throws RuntimeException if it is no such text
	 */
	public PeriodicTask read(String name, String text) {
		Form form = (Form) this.json.read(text.getBytes(StandardCharsets.UTF_8), Form.class);
		if (form == null) {
			throw new IllegalArgumentException("There is no task in the text");
		}
		return PeriodicTask.named(name, (context) -> {
			throw new IllegalStateException("Task '%s' has no code: its ticks are jobs".formatted(name));
		})
			.schedule(ScheduleText.read(form.schedule()))
			.rules((rules) -> rules.overlap(form.overlap())
				.misfire(form.misfire())
				.catchUpWindow(form.catchUpWindow())
				.catchUpLimit(form.catchUpLimit())
				.jitter(form.jitter())
				.timeout(form.timeout()))
			.job(new TickJob(form.handler(), form.queue(), form.payload(), form.maxAttempts(), form.retention(),
					List.of(), Objects.requireNonNullElse(form.priority(), Priority.NORMAL)))
			.source("made at run time")
			.build();
	}

	private record Form(String schedule, String handler, String queue, @Nullable JsonNode payload,
			@Nullable Integer maxAttempts, @Nullable Duration retention, @Nullable Priority priority,
			OverlapPolicy overlap, MisfirePolicy misfire, @Nullable Duration catchUpWindow, int catchUpLimit,
			Duration jitter, @Nullable Duration timeout) {

	}

}
