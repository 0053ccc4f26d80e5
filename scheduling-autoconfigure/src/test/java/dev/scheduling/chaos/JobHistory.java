package dev.scheduling.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.scheduling.chaos.JobEvent.Kind;
import dev.scheduling.testing.Disturbance;
import dev.scheduling.testing.Disturbances;
import dev.scheduling.testing.Times;

/**
 * What all processes have written of all jobs, checked against each other and against
 * where the jobs stand in the end (rules C1 to C5 and C8).
 */
final class JobHistory {

	private final List<JobEvent> events;

	private final Disturbances disturbances;

	private final Map<String, JobLife> lives = new TreeMap<>();

	JobHistory(Collection<JobEvent> events, Disturbances disturbances, Times times) {
		this.events = events.stream().sorted(Comparator.comparingLong(JobEvent::nanoTime)).toList();
		this.disturbances = disturbances;
		this.events.stream()
			.filter((event) -> event.token() > 0)
			.collect(Collectors.groupingBy(JobEvent::id))
			.forEach((id, ofJob) -> this.lives.put(id, new JobLife(id, attempts(ofJob), disturbances, times)));
	}

	private static List<JobAttempt> attempts(List<JobEvent> events) {
		Map<Long, List<JobEvent>> byToken = events.stream().collect(Collectors.groupingBy(JobEvent::token));
		return byToken.entrySet()
			.stream()
			.map((entry) -> JobAttempt.of(entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparingLong(JobAttempt::begin))
			.toList();
	}

	Collection<JobLife> lives() {
		return this.lives.values();
	}

	/** The jobs that producers were told to be stored. */
	Set<String> stored() {
		return ids(Kind.STORED);
	}

	private Set<String> ids(Kind kind) {
		return of(kind).map(JobEvent::id).collect(Collectors.toCollection(TreeSet::new));
	}

	Stream<JobEvent> of(Kind kind) {
		return this.events.stream().filter((event) -> event.kind() == kind);
	}

	/**
	 * Checks what was written.
	 * @return one text for each violation
	 */
	List<String> violations() {
		List<String> violations = new ArrayList<>();
		this.lives.forEach((id, life) -> add(violations, id, life.violations()));
		Set<String> called = ids(Kind.CALLED);
		Map<String, Set<String>> idsOfWork = new HashMap<>();
		this.lives.forEach((id, life) -> life.work()
			.ifPresent((work) -> idsOfWork.computeIfAbsent(work, (name) -> new TreeSet<>()).add(id)));
		idsOfWork.forEach((work, ids) -> {
			if (!called.contains(work)) {
				violations.add("%s: nobody has enqueued '%s'".formatted(ids, work));
			}
			if (ids.size() > 1) {
				violations.add("%s: one call has made all of them".formatted(ids));
			}
		});
		ids(Kind.REFUSED).stream()
			.filter(this.lives::containsKey)
			.forEach((id) -> violations.add(id + ": ran although its producer was told that it is not stored"));
		return violations;
	}

	/**
	 * Checks where the jobs stand, once all should have ended.
	 * @param places the places
	 * @param remembered jobs that were seen in the place of those of which only the id is
	 * kept, and which may have left it since
	 * @return one text for each violation
	 */
	List<String> violations(JobPlaces places, Set<String> remembered) {
		List<String> violations = new ArrayList<>();
		lost(places, remembered).forEach((id) -> violations.add(id + ": is lost"));
		Set<String> refused = ids(Kind.REFUSED);
		places.of().keySet().forEach((id) -> {
			List<String> found = places.of(id);
			if (found.size() > 1) {
				violations.add("%s: is in several places: %s".formatted(id, found));
			}
			found.stream()
				.filter((place) -> !JobPlaces.isEnd(place))
				.forEach((place) -> violations.add("%s: has not ended but is %s".formatted(id, place)));
			if (refused.contains(id)) {
				violations.add("%s: is %s, its producer was told that it is not stored".formatted(id, found));
			}
		});
		return violations;
	}

	/**
	 * Returns the jobs that are gone although their producer was told that they are
	 * stored. A Redis that has lost everything may have lost what was enqueued before.
	 * @param places the places
	 * @param remembered see above
	 * @return their ids
	 */
	Set<String> lost(JobPlaces places, Set<String> remembered) {
		Set<String> lost = new TreeSet<>(stored());
		lost.removeIf((id) -> !places.of(id).isEmpty() || remembered.contains(id));
		Map<String, Long> calls = new HashMap<>();
		of(Kind.CALLED).forEach((event) -> calls.put(event.id(), event.nanoTime()));
		Optional<Long> wiped = this.disturbances.all()
			.stream()
			.filter((one) -> one.kind() == Disturbance.Kind.WIPE)
			.map(Disturbance::end)
			.max(Comparator.naturalOrder());
		Set<String> excused = new HashSet<>();
		of(Kind.STORED).filter((event) -> wiped.isPresent() && calls.getOrDefault(event.detail(), 0L) < wiped.get())
			.forEach((event) -> excused.add(event.id()));
		lost.removeAll(excused);
		return lost;
	}

	/**
	 * Checks what the store has counted.
	 * @param counts the counts by the job's id, of those that are still kept
	 * @return one text for each violation
	 */
	List<String> violations(Map<String, StoredCounts> counts) {
		List<String> violations = new ArrayList<>();
		counts.forEach((id, counted) -> Optional.ofNullable(this.lives.get(id))
			.ifPresent((life) -> add(violations, id, life.violations(counted))));
		return violations;
	}

	private static void add(List<String> violations, String id, Collection<String> found) {
		found.forEach((text) -> violations.add(id + ": " + text));
	}

	/**
	 * Returns how long it took after each kill until all of the jobs that it has struck
	 * for the first time were in other hands.
	 * @return nanoseconds, one for each kill that has struck a job
	 */
	List<Long> recoveries() {
		return this.disturbances.all()
			.stream()
			.filter((one) -> one.kind() == Disturbance.Kind.DEATH)
			.flatMap((death) -> this.lives.values()
				.stream()
				.flatMap((life) -> life.recoveryFrom(death).stream())
				.max(Comparator.naturalOrder())
				.stream())
			.toList();
	}

	/**
	 * Returns how long it took from a time until jobs were enqueued and fetched again.
	 * @param time the time
	 * @return nanoseconds, empty if one of the two did not happen
	 */
	Optional<Long> healedAfter(long time) {
		Optional<Long> stored = firstAfter(Kind.STORED, time);
		Optional<Long> claimed = firstAfter(Kind.CLAIMED, time);
		return stored.isPresent() && claimed.isPresent() ? Optional.of(Math.max(stored.get(), claimed.get()) - time)
				: Optional.empty();
	}

	private Optional<Long> firstAfter(Kind kind, long time) {
		return of(kind).map(JobEvent::nanoTime).filter((at) -> at > time).findFirst();
	}

}
