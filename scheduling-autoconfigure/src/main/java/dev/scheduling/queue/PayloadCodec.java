package dev.scheduling.queue;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Payloads and results as JSON. What is read decides nothing but values: the type comes
 * from the reader, and no class name in the text is ever followed. Safe for use by
 * several threads.
 */
public final class PayloadCodec {

	/**
	 * How many bytes a payload or result may have.
	 */
	public static final int MAX_BYTES = 256 * 1024;

	private static final int DEEPEST_NESTING = 100;

	/**
	 * Refused by a type that can be read, with another exception than by one that cannot.
	 */
	private static final byte[] UNFIT_FOR_MOST = "true".getBytes(StandardCharsets.US_ASCII);

	private final JsonMapper mapper;

	private PayloadCodec(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Returns a codec.
	 * @return the codec
	 */
	public static PayloadCodec create() {
		return of(builder());
	}

	/**
	 * Returns a builder of mappers that refuse texts no payload needs, and write none
	 * that they would refuse.
	 * @return the builder, for {@link #of} after modules and settings were added
	 */
	public static JsonMapper.Builder builder() {
		return JsonMapper.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(DEEPEST_NESTING)
				.maxStringLength(MAX_BYTES)
				.maxDocumentLength(MAX_BYTES)
				.build())
			.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
			.build());
	}

	/**
	 * Returns a codec with further modules and settings. Those on which safety and
	 * rolling deploys rest are set here whatever the builder says.
	 * @param builder from {@link #builder()}
	 * @return the codec
	 */
	public static PayloadCodec of(JsonMapper.Builder builder) {
		return new PayloadCodec(builder.deactivateDefaultTyping()
			.polymorphicTypeValidator(new NoClassNames())
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
					DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(SerializationFeature.INDENT_OUTPUT)
			.build());
	}

	/**
	 * Writes a payload or result.
	 * @param value the value
	 * @return its JSON in UTF-8; {@code null} is the JSON {@code null}
	 * @throws PayloadTooLargeException if it has more than {@value #MAX_BYTES} bytes
	 * @throws IllegalArgumentException if JSON cannot carry it
	 */
	public byte[] write(@Nullable Object value) {
		byte[] json = toJson(value);
		if (json.length > MAX_BYTES) {
			throw new PayloadTooLargeException(typeName(value), json.length);
		}
		return json;
	}

	private byte[] toJson(@Nullable Object value) {
		try {
			return this.mapper.writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"%s cannot be written as JSON: %s".formatted(typeName(value), ex.getOriginalMessage()), ex);
		}
	}

	private static String typeName(@Nullable Object value) {
		return (value != null) ? value.getClass().getName() : "null";
	}

	/**
	 * Reads a payload or result. Unknown fields are ignored, missing ones are
	 * {@code null} or zero.
	 * @param json the JSON in UTF-8
	 * @param type what to read it as
	 * @return the value
	 * @throws IllegalArgumentException if the text is no JSON, or is none of that type
	 */
	public @Nullable Object read(byte[] json, Type type) {
		Assert.isTrue(json.length <= MAX_BYTES,
				() -> "%d bytes are more than a payload may have (%d)".formatted(json.length, MAX_BYTES));
		try {
			return this.mapper.readValue(json, this.mapper.constructType(type));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"The JSON is no %s: %s".formatted(type.getTypeName(), ex.getOriginalMessage()), ex);
		}
	}

	/**
	 * Says why no text can ever be read as a type. Makes no instance of it.
	 * @param type the type
	 * @return the reason, or empty if nothing speaks against it
	 */
	public Optional<String> problemOf(Type type) {
		try {
			this.mapper.readValue(UNFIT_FOR_MOST, this.mapper.constructType(type));
			return Optional.empty();
		}
		catch (InvalidDefinitionException ex) {
			return Optional.of(ex.getOriginalMessage());
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

}
