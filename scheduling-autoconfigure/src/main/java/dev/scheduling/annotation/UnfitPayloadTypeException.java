package dev.scheduling.annotation;

import dev.scheduling.StartFailedException;

/**
 * A handler takes a payload of a type that JSON cannot carry.
 */
public final class UnfitPayloadTypeException extends StartFailedException {

	UnfitPayloadTypeException(JobHandlerDefinition handler, String reason) {
		super("""
				The handler of job '%s' takes a payload that JSON cannot carry:
				    Handler:  %s
				    Type:     %s
				    Reason:   %s""".formatted(handler.name(), handler.source(),
				(handler.payloadType() != null) ? handler.payloadType().getTypeName() : "none", reason),
				"""
						Take a record or another type of plain values. An interface or abstract class needs \
						@JsonTypeInfo(use = NAME) with its subtypes; data that is no value (a stream, an entity) is best stored, \
						and its key enqueued.""");
	}

}
