package dev.scheduling.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.scheduling.job.UniqueMode;
import dev.scheduling.store.UniqueRule;
import org.jspecify.annotations.Nullable;

/**
 * The unique keys of a queue: which job holds one, and which waits for the end of the
 * holder. Guarded by its store.
 */
final class MemoryUniqueKeys {

	private final Map<String, Holder> holders = new HashMap<>();

	private final Map<String, Next> nexts = new HashMap<>();

	MemoryUniqueKeys copy() {
		MemoryUniqueKeys copy = new MemoryUniqueKeys();
		copy.become(this);
		return copy;
	}

	void become(MemoryUniqueKeys other) {
		this.holders.clear();
		this.holders.putAll(other.holders);
		this.nexts.clear();
		this.nexts.putAll(other.nexts);
	}

	/**
	 * Decides about a job, and changes nothing.
	 * @param rule what it says
	 * @param now the time
	 * @return what would become of it
	 */
	Decision decide(UniqueRule rule, Instant now) {
		Holder holder = this.holders.get(rule.key());
		Next next = this.nexts.get(rule.key());
		boolean latest = rule.mode() == UniqueMode.KEEP_LATEST;
		if (latest && next != null) {
			return Decision.waitInPlaceOf(next.job());
		}
		if (holder == null || holder.isOver(now)) {
			return Decision.HOLD;
		}
		MemoryJob job = holder.job();
		if (latest && holder.until() == null && job.startedAt != null) {
			return Decision.WAIT;
		}
		if (rule.mode() == UniqueMode.REJECT || job.owner != null || job.state.isFinished() || next != null
				|| (latest && holder.until() != null)) {
			return Decision.refused(job);
		}
		return Decision.holdInPlaceOf(job);
	}

	void hold(MemoryJob job, UniqueRule rule, Instant now) {
		this.holders.put(rule.key(), new Holder(job, (rule.holdFor() != null) ? now.plus(rule.holdFor()) : null));
	}

	void waitForEnd(MemoryJob job, UniqueRule rule, Instant due) {
		this.nexts.put(rule.key(), new Next(job, due));
	}

	/**
	 * Frees the keys of jobs that have ended, as far as they hold them, and not for a
	 * time.
	 * @param ended the jobs
	 * @return the jobs that waited for that
	 */
	List<Next> release(List<MemoryJob> ended) {
		List<Next> released = new ArrayList<>();
		Set<MemoryJob> over = new HashSet<>(ended);
		for (MemoryJob job : ended) {
			UniqueRule rule = job.rules.unique();
			if (rule != null) {
				release(job, rule.key(), over, released);
			}
		}
		return released;
	}

	private void release(MemoryJob job, String key, Set<MemoryJob> over, List<Next> released) {
		Next next = this.nexts.get(key);
		Holder holder = this.holders.get(key);
		if (next != null && next.job() == job) {
			this.nexts.remove(key);
		}
		else if (holder != null && holder.job() == job && holder.until() == null) {
			this.holders.remove(key);
			if (next != null && !over.contains(next.job())) {
				this.nexts.remove(key);
				this.holders.put(key, new Holder(next.job(), null));
				released.add(next);
			}
		}
	}

	List<MemoryJob> waiting() {
		return this.nexts.values().stream().map(Next::job).toList();
	}

	/**
	 * Returns the other job that holds the key of a job.
	 * @param job the job
	 * @param now the time
	 * @return that job, {@code null} if the job may hold its key again
	 */
	@Nullable MemoryJob otherHolder(MemoryJob job, Instant now) {
		UniqueRule rule = job.rules.unique();
		Holder holder = (rule != null) ? this.holders.get(rule.key()) : null;
		return (holder == null || holder.isOver(now) || holder.job() == job) ? null : holder.job();
	}

	/**
	 * Lets a job that had ended hold its key again, until it has ended again.
	 * @param job the job
	 */
	void holdAgain(MemoryJob job) {
		UniqueRule rule = job.rules.unique();
		if (rule != null) {
			this.holders.put(rule.key(), new Holder(job, null));
		}
	}

	void trim(Instant now, int most) {
		List<String> over = this.holders.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isOver(now))
			.sorted(Map.Entry.<String, Holder>comparingByValue((a, b) -> a.end().compareTo(b.end()))
				.thenComparing(Map.Entry.comparingByKey()))
			.limit(most)
			.map(Map.Entry::getKey)
			.toList();
		over.forEach(this.holders::remove);
	}

	/** Who holds which key, who waits for which, and until when keys are held. */
	Map<String, Map<String, String>> describe() {
		Map<String, String> held = new TreeMap<>();
		Map<String, String> waiting = new TreeMap<>();
		Map<String, String> ends = new TreeMap<>();
		this.holders.forEach((key, holder) -> {
			String until = (holder.until() != null) ? Long.toString(holder.until().toEpochMilli()) : "";
			held.put(key, until.isEmpty() ? holder.job().key() : holder.job().key() + "|" + until);
			if (!until.isEmpty()) {
				ends.put(key, until);
			}
		});
		this.nexts.forEach((key, next) -> waiting.put(key, next.job().key() + "|" + next.due().toEpochMilli()));
		Map<String, Map<String, String>> places = new LinkedHashMap<>();
		places.put("unique", held);
		places.put("next", waiting);
		places.put("until", ends);
		return places;
	}

	private record Holder(MemoryJob job, @Nullable Instant until) {

		boolean isOver(Instant now) {
			return !end().isAfter(now);
		}

		Instant end() {
			return (this.until != null) ? this.until : Instant.MAX;
		}

	}

	/**
	 * A job that waits for the end of another one.
	 *
	 * @param job the job
	 * @param due when it may start at the earliest
	 */
	record Next(MemoryJob job, Instant due) {
	}

	/**
	 * What becomes of a job with a unique key.
	 *
	 * @param refusedBy who holds the key, {@code null} if the job is stored
	 * @param waits whether it waits for the holder's end
	 * @param replaced whose place it takes, {@code null} if nobody's
	 */
	record Decision(@Nullable MemoryJob refusedBy, boolean waits, @Nullable MemoryJob replaced) {

		static final Decision HOLD = new Decision(null, false, null);

		static final Decision WAIT = new Decision(null, true, null);

		static Decision refused(MemoryJob holder) {
			return new Decision(holder, false, null);
		}

		static Decision holdInPlaceOf(MemoryJob job) {
			return new Decision(null, false, job);
		}

		static Decision waitInPlaceOf(MemoryJob job) {
			return new Decision(null, true, job);
		}

	}

}
