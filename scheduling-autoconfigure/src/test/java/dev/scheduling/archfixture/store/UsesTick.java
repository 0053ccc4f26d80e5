package dev.scheduling.archfixture.store;

import dev.scheduling.archfixture.tick.UsesStore;

/**
 * Breaks the table: a port that knows the engine.
 */
public class UsesTick {

	UsesStore upwards;

}
