package dev.scheduling.sample.export;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * An order of the sample's data set, which is generated, the same in each run, and never
 * in memory as a whole.
 *
 * @param number its number
 * @param region its region
 * @param amount its amount
 * @param risk the share of simulated years in which it is not paid
 */
record Order(int number, String region, double amount, double risk) {

	private static final int SIMULATED_YEARS = 4_000;

	private static final double DEFAULT_LINE = -1.6;

	static Order generate(int number, String region) {
		SplittableRandom random = new SplittableRandom(number * 31L + region.hashCode());
		double amount = random.nextDouble(10, 10_000);
		double drift = amount / 50_000;
		int unpaid = 0;
		for (int year = 0; year < SIMULATED_YEARS; year++) {
			// The sum of four uniform draws is close enough to a normal one.
			double shock = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
			if (shock * 2 - drift < DEFAULT_LINE) {
				unpaid++;
			}
		}
		return new Order(number, region, amount, (double) unpaid / SIMULATED_YEARS);
	}

	String toCsv() {
		return String.format(Locale.ROOT, "%d,%s,%.2f,%.4f%n", this.number, this.region, this.amount, this.risk);
	}

}
