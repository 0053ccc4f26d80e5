package dev.scheduling.annotation;

import dev.scheduling.StartFailedException;
import org.jspecify.annotations.Nullable;

/**
 * A value that was given for a task or a job is not valid, an expression that does not
 * parse for example.
 */
public final class InvalidTaskSettingException extends StartFailedException {

	InvalidTaskSettingException(String kind, String name, TaskAttribute attribute, Setting setting, String reason,
			String action, @Nullable Throwable cause) {
		super("""
				%s '%s' has an invalid '%s':
				%s    Reason:   %s""".formatted(kind, name, attribute.key(), setting.describe(), reason), action,
				cause);
	}

}
