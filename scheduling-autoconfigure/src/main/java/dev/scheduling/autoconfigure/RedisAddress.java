package dev.scheduling.autoconfigure;

/**
 * Which Redis is meant, and who said so.
 *
 * @param text host and port, or the nodes
 * @param source a sentence about where it was configured
 */
record RedisAddress(String text, String source) {
}
