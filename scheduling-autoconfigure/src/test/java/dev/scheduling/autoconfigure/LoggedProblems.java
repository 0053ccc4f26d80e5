package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What is logged as a warning or an error, by anybody, while a test watches.
 */
final class LoggedProblems extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private static final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private LoggedProblems() {
		setContext(root.getLoggerContext());
	}

	static LoggedProblems watch() {
		LoggedProblems problems = new LoggedProblems();
		problems.start();
		root.addAppender(problems);
		return problems;
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
			this.events.add(event);
		}
	}

	/**
	 * Returns the most within any second.
	 * @return how many
	 */
	long mostInASecond() {
		return this.events.stream()
			.map((first) -> this.events.stream()
				.filter((event) -> event.getTimeStamp() >= first.getTimeStamp()
						&& event.getTimeStamp() < first.getTimeStamp() + 1000)
				.count())
			.max(Comparator.naturalOrder())
			.orElse(0L);
	}

	/**
	 * Returns whether there are at most two a second over a time.
	 * @param time how long it took
	 * @return whether that holds
	 */
	boolean isQuiet(Duration time) {
		return this.events.size() <= 2 * (time.toSeconds() + 1);
	}

	String texts() {
		StringBuilder text = new StringBuilder();
		this.events.forEach((event) -> text.append(event.getTimeStamp())
			.append(' ')
			.append(event.getLevel())
			.append(' ')
			.append(event.getLoggerName())
			.append(": ")
			.append(event.getFormattedMessage())
			.append('\n'));
		return text.toString();
	}

	int size() {
		return this.events.size();
	}

	@Override
	public void close() {
		root.detachAppender(this);
	}

}
