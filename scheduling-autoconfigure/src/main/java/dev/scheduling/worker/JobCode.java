package dev.scheduling.worker;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.queue.PayloadCodec;

/**
 * The user's code that a worker calls.
 *
 * @param handlers finds a handler by the name of its jobs
 * @param payloads reads what handlers take and writes what they return
 * @param tickFailures told how attempts end
 * @param fingerprint of what it can run, asked for when a worker starts
 */
public record JobCode(Function<String, Optional<JobHandlerDefinition>> handlers, PayloadCodec payloads,
		TickFailures tickFailures, Supplier<String> fingerprint) {

}
