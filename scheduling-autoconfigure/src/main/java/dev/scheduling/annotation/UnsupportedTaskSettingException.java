package dev.scheduling.annotation;

import java.util.List;

import dev.scheduling.StartFailedException;

/**
 * A value that has its place in the vocabulary, but that this version cannot do.
 */
public final class UnsupportedTaskSettingException extends StartFailedException {

	UnsupportedTaskSettingException(String task, TaskAttribute attribute, Setting setting, List<String> supported) {
		super("""
				Task '%s' asks for what is not supported yet:
				%s""".formatted(task, setting.describe()).stripTrailing(),
				"Remove '%s', or set it to %s.".formatted(attribute.key(), String.join(" or ", supported)));
	}

}
