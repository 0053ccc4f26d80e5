package dev.scheduling.periodic;

import java.util.Optional;
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

	private final Execution execution;

	private final TaskScope scope;

	private final OverlapPolicy overlap;

	private final MisfirePolicy misfire;

	private final @Nullable TickJob job;

	private final TaskBody body;

	private final String source;

	private PeriodicTask(Builder builder) {
		this.name = builder.name;
		this.schedule = builder.schedule;
		this.execution = builder.execution;
		this.scope = builder.scope;
		this.overlap = builder.overlap;
		this.misfire = builder.misfire;
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
	 * Returns who runs a tick, never {@link TaskScope#DEFAULT}.
	 * @return the scope
	 */
	public TaskScope scope() {
		return this.scope;
	}

	/**
	 * Returns what happens to a tick while a run is alive, never
	 * {@link OverlapPolicy#DEFAULT}.
	 * @return the policy
	 */
	public OverlapPolicy overlap() {
		return this.overlap;
	}

	/**
	 * Returns what happens to missed ticks, never {@link MisfirePolicy#DEFAULT}.
	 * @return the policy
	 */
	public MisfirePolicy misfire() {
		return this.misfire;
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

	@Override
	public String toString() {
		return "PeriodicTask[" + this.name + ", " + schedule().map(Schedule::describe).orElse("off") + "]";
	}

	/**
	 * Gathers the parts of a definition. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final String name;

		private final TaskBody body;

		private @Nullable Schedule schedule;

		private Execution execution = Execution.IN_PROCESS;

		private TaskScope scope = TaskScope.CLUSTER;

		private OverlapPolicy overlap = OverlapPolicy.SKIP;

		private MisfirePolicy misfire = MisfirePolicy.FIRE_ONCE;

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
		 * Sets where the work runs.
		 * @param execution the lane; {@link Execution#DEFAULT} changes nothing
		 * @return this builder
		 */
		public Builder execution(Execution execution) {
			this.execution = (execution != Execution.DEFAULT) ? execution : this.execution;
			return this;
		}

		/**
		 * Sets who runs a tick.
		 * @param scope the scope; {@link TaskScope#DEFAULT} changes nothing
		 * @return this builder
		 */
		public Builder scope(TaskScope scope) {
			this.scope = (scope != TaskScope.DEFAULT) ? scope : this.scope;
			return this;
		}

		/**
		 * Sets what happens to a tick while a run is alive.
		 * @param overlap the policy; {@link OverlapPolicy#DEFAULT} changes nothing
		 * @return this builder
		 */
		public Builder overlap(OverlapPolicy overlap) {
			this.overlap = (overlap != OverlapPolicy.DEFAULT) ? overlap : this.overlap;
			return this;
		}

		/**
		 * Sets what happens to missed ticks.
		 * @param misfire the policy; {@link MisfirePolicy#DEFAULT} changes nothing
		 * @return this builder
		 */
		public Builder misfire(MisfirePolicy misfire) {
			this.misfire = (misfire != MisfirePolicy.DEFAULT) ? misfire : this.misfire;
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
