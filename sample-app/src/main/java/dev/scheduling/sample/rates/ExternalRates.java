package dev.scheduling.sample.rates;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * The rates as of the last time they were fetched.
 */
@Component
public class ExternalRates {

	private static final Logger logger = LoggerFactory.getLogger(ExternalRates.class);

	private final RestClient http = RestClient.create();

	private final Environment environment;

	private volatile @Nullable Rates latest;

	ExternalRates(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Fetches the rates and replaces the ones from before.
	 */
	public void sync() {
		// Read here: by default it holds the server's port, which is known last.
		String url = this.environment.getRequiredProperty("sample.rates-url");
		Rates fetched = Objects.requireNonNull(this.http.get().uri(url).retrieve().body(Rates.class));
		this.latest = fetched;
		logger.info("Fetched {} rates as of {}", fetched.rates().size(), fetched.asOf());
	}

	/**
	 * Returns what was fetched last.
	 * @return empty before the first time
	 */
	public Optional<Rates> latest() {
		return Optional.ofNullable(this.latest);
	}

}
