package dev.scheduling.store;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;

/**
 * What all contracts of stores have in common: each test has stores of its own, which
 * begin at {@link #START}.
 */
public abstract class StoreFixture {

	protected static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	protected static final Duration SECOND = Duration.ofSeconds(1);

	private StoresUnderTest stores;

	/**
	 * Opens empty stores at {@link #START}.
	 * @return the stores of one test
	 */
	protected abstract StoresUnderTest open();

	@BeforeEach
	protected final void openStores() {
		this.stores = open();
	}

	protected final StoresUnderTest stores() {
		return this.stores;
	}

	protected final void advance(Duration by) {
		this.stores.advance(by);
	}

}
