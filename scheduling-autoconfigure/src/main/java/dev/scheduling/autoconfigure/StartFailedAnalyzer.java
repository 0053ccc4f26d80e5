package dev.scheduling.autoconfigure;

import dev.scheduling.StartFailedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Shows the texts of a {@link StartFailedException} in place of its stack trace. One for
 * all of them, as each carries its own description and action; before the analyzers of
 * Boot, which would explain the exception that wraps it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailedAnalyzer extends AbstractFailureAnalyzer<StartFailedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StartFailedException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
