package dev.scheduling.archfixture.tick;

import dev.scheduling.archfixture.store.UsesTick;

/**
 * In order by itself; a cycle together with the class that it uses.
 */
public class UsesStore {

	UsesTick downwards;

}
