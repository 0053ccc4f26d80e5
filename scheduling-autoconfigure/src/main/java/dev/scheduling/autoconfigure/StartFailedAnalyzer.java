package dev.scheduling.autoconfigure;

import dev.scheduling.StartFailedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows the texts of a {@link StartFailedException} in place of its stack trace. One for
 * all of them, as each carries its own description and action.
 */
final class StartFailedAnalyzer extends AbstractFailureAnalyzer<StartFailedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StartFailedException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
