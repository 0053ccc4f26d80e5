package dev.scheduling.store;

import java.util.Set;

/**
 * Parked jobs of one handler that the same workers could not run.
 *
 * @param handler what the jobs ask for, as the workers that parked them have put it,
 * without {@code |}
 * @param fingerprints of these workers; another one may be able to run them
 */
public record ParkedGroup(String handler, Set<String> fingerprints) {

	public ParkedGroup {
		fingerprints = Set.copyOf(fingerprints);
	}

}
