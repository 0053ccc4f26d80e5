package dev.scheduling.periodic;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The definition of a periodic task: what runs, when, and by which rules. Immutable.
 */
public final class PeriodicTask {

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	private final String name;

	private final @Nullable Schedule schedule;

	private final ScheduleLimits limits;

	private final Execution execution;

	private final TaskRules rules;

	private final @Nullable TickJob job;

	private final TaskBody body;

	private final String source;

	private PeriodicTask(Builder builder) {
		this.name = builder.name;
		this.schedule = (builder.schedule != null) ? builder.limits.apply(builder.schedule) : null;
		this.limits = builder.limits;
		this.execution = builder.execution;
		this.rules = builder.rules;
		this.job = builder.job;
		this.body = builder.body;
		this.source = builder.source;
	}

	/**
	 * Starts the definition of a task.
	 * @param name its name: lower-case letters, digits and single dashes
	 * @param body its code
	 * @return a builder
	 * @throws IllegalArgumentException if the name has another form
	 */
	public static Builder named(String name, TaskBody body) {
		return new Builder(name, body);
	}

	/**
	 * Returns the name, which identifies schedule, lock, history and meters.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the schedule.
	 * @return the schedule, or empty for a task that is off
	 */
	public Optional<Schedule> schedule() {
		return Optional.ofNullable(this.schedule);
	}

	/**
	 * Returns where the work runs, never {@link Execution#DEFAULT}.
	 * @return the lane
	 */
	public Execution execution() {
		return this.execution;
	}

	/**
	 * Returns the rules by which ticks become runs.
	 * @return the rules
	 */
	public TaskRules rules() {
		return this.rules;
	}

	/**
	 * Returns the job that each tick of a durable task becomes.
	 * @return the job, or empty for a task that runs in process
	 */
	public Optional<TickJob> job() {
		return Optional.ofNullable(this.job);
	}

	/**
	 * Returns the code.
	 * @return the code; of a task that runs the handler of a job it only throws
	 */
	public TaskBody body() {
		return this.body;
	}

	/**
	 * Returns where the schedule came from, for people to read.
	 * @return for example {@code @Periodic} or a file and line
	 */
	public String source() {
		return this.source;
	}

	/**
	 * Returns the same task on another schedule, in the same limits.
	 * @param schedule the schedule
	 * @param source where it came from
	 * @return the task
	 */
	public PeriodicTask reschedule(Schedule schedule, String source) {
		Builder builder = new Builder(this.name, this.body);
		builder.schedule = schedule;
		builder.limits = this.limits;
		builder.execution = this.execution;
		builder.rules = this.rules;
		builder.job = this.job;
		builder.source = source;
		return builder.build();
	}

	/**
	 * Returns whether another task fires at the same times by the same rules, whatever
	 * its code and wherever its schedule came from.
	 * @param other the other task
	 * @return {@code true} if nothing but code and source can differ
	 */
	public boolean isDefinedAs(PeriodicTask other) {
		return this.name.equals(other.name) && describe().equals(other.describe()) && this.rules.equals(other.rules)
				&& this.execution == other.execution && Objects.equals(this.job, other.job);
	}

	private Optional<String> describe() {
		return schedule().map(Schedule::describe);
	}

	@Override
	public String toString() {
		return "PeriodicTask[" + this.name + ", " + describe().orElse("off") + "]";
	}

	/**
	 * Gathers the parts of a definition. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final String name;

		private final TaskBody body;

		private @Nullable Schedule schedule;

		private ScheduleLimits limits = ScheduleLimits.none();

		private Execution execution = Execution.IN_PROCESS;

		private TaskRules rules = TaskRules.DEFAULTS;

		private @Nullable TickJob job;

		private String source = "application code";

		private Builder(String name, TaskBody body) {
			Assert.isTrue(NAME.matcher(name).matches(),
					() -> "Task name '%s' must consist of lower-case letters, digits and single dashes, such as '%s'"
						.formatted(name, "nightly-report"));
			this.name = name;
			this.body = body;
		}

		/**
		 * Sets when the task runs.
		 * @param schedule the schedule, {@code null} for off
		 * @return this builder
		 */
		public Builder schedule(@Nullable Schedule schedule) {
			this.schedule = schedule;
			return this;
		}

		/**
		 * Sets what limits the schedule.
		 * @param limits bounds and exclusions
		 * @return this builder
		 */
		public Builder limits(ScheduleLimits limits) {
			this.limits = limits;
			return this;
		}

		/**
		 * Sets where the work runs.
		 * @param execution the lane; {@link Execution#DEFAULT} changes nothing
		 * @return this builder
		 */
		public Builder execution(Execution execution) {
			this.execution = (execution != Execution.DEFAULT) ? execution : this.execution;
			return this;
		}

		/**
		 * Sets the rules by which ticks become runs.
		 * @param rules the rules
		 * @return this builder
		 */
		public Builder rules(TaskRules rules) {
			this.rules = rules;
			return this;
		}

		/**
		 * Changes the rules by which ticks become runs.
		 * @param change sets values
		 * @return this builder
		 */
		public Builder rules(UnaryOperator<TaskRules.Builder> change) {
			this.rules = this.rules.with(change);
			return this;
		}

		/**
		 * Makes the task durable: each tick is enqueued as a job.
		 * @param job the job
		 * @return this builder
		 */
		public Builder job(TickJob job) {
			this.job = job;
			return execution(Execution.DURABLE);
		}

		/**
		 * Sets where the schedule came from.
		 * @param source a text for people
		 * @return this builder
		 */
		public Builder source(String source) {
			this.source = source;
			return this;
		}

		/**
		 * Builds the definition.
		 * @return the task
		 */
		public PeriodicTask build() {
			return new PeriodicTask(this);
		}

	}

}
