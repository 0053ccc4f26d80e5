package dev.scheduling.chaos;

/**
 * What a job does.
 *
 * @param name tells it from all others
 * @param millis how long it takes
 * @param failures how many of its attempts fail
 * @param manner how it behaves
 */
record Work(String name, int millis, int failures, Manner manner) {

	enum Manner {

		CALM,

		/** It does not heed its interrupt. */
		DEAF,

		/** It keeps a processor busy. */
		BUSY,

		/** It takes its process down. */
		POISON

	}

}
