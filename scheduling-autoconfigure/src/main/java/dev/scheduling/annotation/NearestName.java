package dev.scheduling.annotation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds what somebody who mistyped a name most likely meant.
 */
public final class NearestName {

	private static final int LETTERS_PER_SLIP = 3;

	private NearestName() {
	}

	/**
	 * Returns the nearest candidate.
	 * @param name the name as written
	 * @param candidates the names there are
	 * @return the one with the fewest letters to change, or empty if all are too far
	 */
	public static Optional<String> find(String name, Collection<String> candidates) {
		return candidates.stream()
			.filter((candidate) -> distance(name, candidate) <= Math.max(2, name.length() / LETTERS_PER_SLIP))
			.min(Comparator.comparingInt((candidate) -> distance(name, candidate)));
	}

	/** Levenshtein's: the least number of letters to insert, delete or replace. */
	private static int distance(String left, String right) {
		int[] previous = new int[right.length() + 1];
		for (int column = 0; column <= right.length(); column++) {
			previous[column] = column;
		}
		for (int row = 1; row <= left.length(); row++) {
			int[] current = new int[right.length() + 1];
			current[0] = row;
			for (int column = 1; column <= right.length(); column++) {
				int replaced = previous[column - 1] + ((left.charAt(row - 1) == right.charAt(column - 1)) ? 0 : 1);
				current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
			}
			previous = current;
		}
		return previous[right.length()];
	}

}
