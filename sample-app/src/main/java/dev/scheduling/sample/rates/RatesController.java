package dev.scheduling.sample.rates;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stands for a service on the other side of the network.
 */
@RestController
class RatesController {

	private final InstantSource time;

	RatesController(InstantSource time) {
		this.time = time;
	}

	@GetMapping("/external/rates")
	Rates rates() {
		return new Rates("EUR", this.time.instant(),
				Map.of("USD", new BigDecimal("1.08"), "GBP", new BigDecimal("0.86")));
	}

}
