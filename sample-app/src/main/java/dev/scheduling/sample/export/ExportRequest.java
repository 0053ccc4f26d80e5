package dev.scheduling.sample.export;

import org.jspecify.annotations.Nullable;

/**
 * What to export.
 *
 * @param region the region of the orders
 * @param rows how many orders, {@code null} for all of them, which takes about 20 s
 */
record ExportRequest(String region, @Nullable Integer rows) {

	private static final int ALL = 200_000;

	int rowCount() {
		return (this.rows != null) ? this.rows : ALL;
	}

}
