package dev.scheduling.annotation;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringValueResolver;

/**
 * Resolves placeholders in the attributes of an annotation.
 */
final class PlaceholderTexts {

	private final StringValueResolver resolver;

	PlaceholderTexts(StringValueResolver resolver) {
		this.resolver = resolver;
	}

	/**
	 * Resolves an attribute.
	 * @param method whose annotation it belongs to
	 * @param attribute its name
	 * @param text its text
	 * @return the resolved text, blank if it counts as not given
	 * @throws InvalidMethodException if a placeholder has no value
	 */
	String resolve(AnnotatedMethod<?> method, String attribute, String text) {
		try {
			@Nullable String resolved = this.resolver.resolveStringValue(text);
			if (resolved != null && resolved.contains("${")) {
				throw unresolvable(method, attribute, text);
			}
			return (resolved != null) ? resolved : "";
		}
		catch (IllegalArgumentException ex) {
			throw unresolvable(method, attribute, text);
		}
	}

	private static InvalidMethodException unresolvable(AnnotatedMethod<?> method, String attribute, String text) {
		return method.invalid("its '%s' is \"%s\", which cannot be resolved".formatted(attribute, text),
				"Define the property, or give the placeholder a default: \"${some.key:}\" counts as not given.");
	}

}
