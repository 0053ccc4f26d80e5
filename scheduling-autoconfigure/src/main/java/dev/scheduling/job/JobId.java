package dev.scheduling.job;

import java.time.Instant;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * The id of a job, which also says in which queue it is: {@code <key>.<queue>}, or the
 * key alone for the queue {@value #DEFAULT_QUEUE}; of a queue in partitions also in which
 * of them, {@code <key>.<queue>~<number>}, but for the first. It holds only characters
 * that need no escape in an address. Ids made by {@link JobQueue#enqueue} sort by time.
 * <p>
 * Any text makes an id, so that one taken from a request needs no check: a malformed one
 * is that of no job.
 *
 * @param value the text
 */
public record JobId(@JsonValue String value) {

	/**
	 * The queue of jobs that name none.
	 */
	public static final String DEFAULT_QUEUE = "default";

	private static final int LONGEST_KEY = 100;

	private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9._-]{1,64}(~[1-9]\\d{0,3})?");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public JobId {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Returns the id of a job in a queue.
	 * @param key what tells it from the queue's other jobs, of {@code [A-Za-z0-9~-]}
	 * @param queue the queue, of {@code [A-Za-z0-9._-]{1,64}}
	 * @return the id
	 * @throws IllegalArgumentException if key or queue have another form
	 */
	public static JobId of(String key, String queue) {
		JobId id = new JobId(queue.equals(DEFAULT_QUEUE) ? key : key + '.' + queue);
		Assert.isTrue(id.isWellFormed() && id.key().equals(key),
				() -> "No job can have the key '%s' in the queue '%s'".formatted(key, queue));
		return id;
	}

	/**
	 * Returns the id of a job in a partition of a queue.
	 * @param key what tells it from the partition's other jobs, of {@code [A-Za-z0-9~-]}
	 * @param partition the name of the queue, for another partition than the first with
	 * {@code #} and its number
	 * @return the id
	 * @throws IllegalArgumentException if key or partition have another form
	 */
	public static JobId ofPartition(String key, String partition) {
		int sign = partition.indexOf('#');
		if (sign < 0) {
			return of(key, partition);
		}
		JobId id = new JobId(key + '.' + partition.substring(0, sign) + '~' + partition.substring(sign + 1));
		Assert.isTrue(id.isWellFormed() && id.partition().equals(partition),
				() -> "No job can have the key '%s' in the partition '%s'".formatted(key, partition));
		return id;
	}

	/**
	 * Returns the id of a periodic task's tick, the same on every node.
	 * @param task the task's name
	 * @param nominal the tick's nominal time
	 * @param queue the task's queue
	 * @return the id
	 */
	public static JobId ofTick(String task, Instant nominal, String queue) {
		return of(task + '~' + nominal.toEpochMilli(), queue);
	}

	/**
	 * Returns whether a job can have this id.
	 * @return {@code false} if the text has another form
	 */
	public boolean isWellFormed() {
		int dot = this.value.indexOf('.');
		return isKey((dot < 0) ? this.value.length() : dot)
				&& (dot < 0 || PLACE.matcher(this.value).region(dot + 1, this.value.length()).matches());
	}

	/** Without a pattern, which would take most of the time to make an id. */
	private boolean isKey(int end) {
		for (int i = 0; i < end; i++) {
			char c = this.value.charAt(i);
			if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '~' || c == '-')) {
				return false;
			}
		}
		return end >= 1 && end <= LONGEST_KEY;
	}

	/**
	 * Returns what tells the job from the other jobs of its queue.
	 * @return the part before the first dot
	 */
	public String key() {
		int dot = this.value.indexOf('.');
		return (dot < 0) ? this.value : this.value.substring(0, dot);
	}

	/**
	 * Returns the job's queue.
	 * @return the part after the first dot, without the partition
	 */
	public String queue() {
		String place = place();
		int sign = place.indexOf('~');
		return (sign < 0) ? place : place.substring(0, sign);
	}

	/**
	 * Returns the partition of the queue in which the job is, as the store knows it.
	 * @return the name of the queue, for another partition than the first with {@code #}
	 * and its number
	 */
	public String partition() {
		return place().replace('~', '#');
	}

	private String place() {
		int dot = this.value.indexOf('.');
		return (dot < 0) ? DEFAULT_QUEUE : this.value.substring(dot + 1);
	}

	/**
	 * Returns the bare text.
	 * @return the text
	 */
	@Override
	public String toString() {
		return this.value;
	}

}
