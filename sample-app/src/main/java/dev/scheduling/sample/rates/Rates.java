package dev.scheduling.sample.rates;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * Exchange rates.
 *
 * @param base the currency of which one unit is exchanged
 * @param asOf when they were valid
 * @param rates the price in other currencies
 */
public record Rates(String base, Instant asOf, Map<String, BigDecimal> rates) {
}
