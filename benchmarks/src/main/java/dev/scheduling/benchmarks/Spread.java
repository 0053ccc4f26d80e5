package dev.scheduling.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One figure over the rounds.
 *
 * @param median the median
 * @param min the least
 * @param max the greatest
 */
public record Spread(double median, double min, double max) {

	public static <T> Spread of(List<T> rounds, ToDoubleFunction<T> figure) {
		double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
		return new Spread(sorted[(sorted.length - 1) / 2], sorted[0], sorted[sorted.length - 1]);
	}

	/**
	 * Renders the figure.
	 * @param decimals how many decimals
	 * @return the median, with the range if there is one
	 */
	public String text(int decimals) {
		String format = "%." + decimals + "f";
		String text = format(format, this.median);
		return (this.min < this.max) ? "%s (%s..%s)".formatted(text, format(format, this.min), format(format, this.max))
				: text;
	}

	private static String format(String format, double figure) {
		return Double.isNaN(figure) ? "" : String.format(Locale.ROOT, format, figure);
	}

}
