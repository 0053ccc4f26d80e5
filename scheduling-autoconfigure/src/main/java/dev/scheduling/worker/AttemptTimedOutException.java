package dev.scheduling.worker;

import java.time.Duration;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.format.annotation.DurationFormat;

/**
 * An attempt took longer than it may.
 */
final class AttemptTimedOutException extends RuntimeException {

	AttemptTimedOutException(Duration timeout) {
		super("The attempt took longer than its timeout of "
				+ DurationFormatterUtils.print(timeout, DurationFormat.Style.COMPOSITE));
	}

	/** Its stack says nothing: it was not thrown where the time was spent. */
	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
