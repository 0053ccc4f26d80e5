package dev.scheduling.queue;

import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PayloadCodecTests {

	private final PayloadCodec codec = PayloadCodec.create();

	@Test
	void j18ReadsWhatItWrote() {
		Export export = new Export("EMEA", 7, Instant.parse("2026-11-23T12:00:00Z"), List.of("a"));

		assertThat(read(this.codec.write(export), Export.class)).isEqualTo(export);
	}

	@Test
	void j18ReadsGenericTypes() {
		Type type = new TypeReference<List<Map<String, Export>>>() {
		}.getType();
		List<Map<String, Export>> payload = List.of(Map.of("a", new Export("EMEA", 7, Instant.EPOCH, List.of())));

		assertThat(this.codec.read(this.codec.write(payload), type)).isEqualTo(payload);
	}

	@Test
	void j18WritesNoClassName() {
		assertThat(new String(this.codec.write(new Circle(2)), StandardCharsets.UTF_8))
			.isEqualTo("{\"kind\":\"circle\",\"radius\":2}");
	}

	@Test
	void j18ReadsLogicalNames() {
		assertThat(read("{\"kind\":\"circle\",\"radius\":2}", Shape.class)).isEqualTo(new Circle(2));
	}

	@Test
	void j17UnknownFieldsAreIgnoredAndMissingOnesAreNullOrZero() {
		assertThat(read("{\"region\":\"EMEA\",\"colour\":\"red\"}", Export.class))
			.isEqualTo(new Export("EMEA", 0, null, null));
	}

	@Test
	void j17WrongTypesAndRefusingConstructorsAreReported() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"count\":\"many\"}", Export.class))
			.withMessageStartingWith("The JSON is no dev.scheduling.queue.PayloadCodecTests$Export: ");
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"count\":-1}", Export.class))
			.withMessageContaining("'count' must not be negative");
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"count\":", Export.class));
		assertThatIllegalArgumentException().isThrownBy(() -> read("{} {}", Export.class));
	}

	@Test
	void j18GadgetPayloadsAreInert() {
		String byProperty = "{\"@class\":\"dev.scheduling.queue.PayloadCodecTests$Gadget\"}";
		String byArray = "[\"dev.scheduling.queue.PayloadCodecTests$Gadget\",{}]";

		assertThat(read(byProperty, Object.class)).isInstanceOf(Map.class);
		assertThat(read(byArray, Object.class)).isInstanceOf(List.class);
		assertThat(Gadget.made).isZero();
	}

	@Test
	void j18ClassNamesAreNotFollowedEvenWhereAnnotationsAskForIt() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> read("{\"value\":{\"@class\":\"dev.scheduling.queue.PayloadCodecTests$Gadget\"}}",
					ByClass.class));
		assertThat(Gadget.made).isZero();
	}

	@Test
	void j18DefaultTypingOfTheApplicationIsSwitchedOff() {
		PayloadCodec careless = PayloadCodec.of(PayloadCodec.builder()
			.activateDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfSubType(Object.class).build(),
					DefaultTyping.NON_FINAL));

		Object read = careless.read(bytes("[\"dev.scheduling.queue.PayloadCodecTests$Gadget\",{}]"), Object.class);

		assertThat(read).isInstanceOf(List.class);
		assertThat(Gadget.made).isZero();
	}

	@Test
	void j18OversizeIsRefusedWithSizeLimitAndAdvice() {
		assertThat(this.codec.write("x".repeat(PayloadCodec.MAX_BYTES - 2))).hasSize(PayloadCodec.MAX_BYTES);
		assertThatExceptionOfType(PayloadTooLargeException.class)
			.isThrownBy(() -> this.codec.write("x".repeat(PayloadCodec.MAX_BYTES - 1)))
			.withMessage("java.lang.String is 262145 bytes as JSON, and a job carries at most 262144. Store the data "
					+ "elsewhere (database, object store) and enqueue its key.");
	}

	@Test
	void j18OversizeAndDeepNestingAreNotRead() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> read(" ".repeat(PayloadCodec.MAX_BYTES) + "1", Object.class));
		assertThatIllegalArgumentException().isThrownBy(() -> read("[".repeat(101) + "]".repeat(101), Object.class));
		assertThat(read("[".repeat(100) + "]".repeat(100), Object.class)).isNotNull();
	}

	@Test
	void j18WhatIsNestedTooDeepToBeReadIsNotWritten() {
		assertThat(this.codec.write(nested(100))).hasSize(200);
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.write(nested(101)))
			.withMessageContaining("cannot be written as JSON: ")
			.withMessageContaining("nesting depth (101)");
	}

	@Test
	void j18HugeNumbersAreNotRead() {
		String digits = "9".repeat(1001);

		assertThatIllegalArgumentException().isThrownBy(() -> read(digits, Object.class));
		assertThatIllegalArgumentException().isThrownBy(() -> read(digits, BigInteger.class));
		assertThatIllegalArgumentException().isThrownBy(() -> read("0." + digits, BigDecimal.class));
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"count\":" + digits + "}", Export.class));
		assertThat(read("9".repeat(1000), BigInteger.class)).isEqualTo(new BigInteger("9".repeat(1000)));
	}

	@Test
	@Timeout(10)
	void j18ShortTextOfAHugeNumberTakesNeitherTimeNorMemory() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("1e999999999", BigInteger.class));
		assertThatIllegalArgumentException().isThrownBy(() -> read("1e999999999", long.class));
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"count\":1e999999999}", Export.class));
	}

	@Test
	void j18TextsAsLongAsAPayloadAreReadAndLongNamesAreNot() {
		String longest = "x".repeat(PayloadCodec.MAX_BYTES - 2);

		assertThat(read('"' + longest + '"', String.class)).isEqualTo(longest);
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"" + "x".repeat(50_001) + "\":1}", Object.class));
	}

	@Test
	void j18LimitsHoldForResultsAndForTheBuilderOfTheApplication() {
		PayloadCodec ofApplication = PayloadCodec.of(PayloadCodec.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));

		assertThatIllegalArgumentException()
			.isThrownBy(() -> ofApplication.read(bytes("[".repeat(101) + "]".repeat(101)), Object.class));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ofApplication.read(bytes("9".repeat(1001)), Object.class));
		assertThatIllegalArgumentException().isThrownBy(() -> ofApplication.read(bytes("{} {}"), Object.class));
		assertThat(ofApplication.write(List.of(1))).isEqualTo(bytes("[1]"));
	}

	@Test
	void j18UnknownLogicalNamesAndClassNamesInTheirPlaceAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"kind\":\"square\"}", Shape.class));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> read("{\"kind\":\"dev.scheduling.queue.PayloadCodecTests$Gadget\"}", Shape.class));
		assertThat(Gadget.made).isZero();
	}

	@Test
	void writesAndReadsNothing() {
		assertThat(this.codec.write(null)).isEqualTo(bytes("null"));
		assertThat(read("null", Export.class)).isNull();
	}

	@Test
	void namesTheClassThatJsonCannotCarry() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.write(new Selfish()))
			.withMessageStartingWith("dev.scheduling.queue.PayloadCodecTests$Selfish cannot be written as JSON: ");
	}

	@Test
	void saysWhichTypesNothingCanBeReadAsWithoutMakingOne() {
		assertThat(this.codec.problemOf(Export.class)).isEmpty();
		assertThat(this.codec.problemOf(Shape.class)).isEmpty();
		assertThat(this.codec.problemOf(Gadget.class)).isEmpty();
		assertThat(this.codec.problemOf(String.class)).isEmpty();
		assertThat(this.codec.problemOf(int.class)).isEmpty();
		assertThat(this.codec.problemOf(Object.class)).isEmpty();
		assertThat(this.codec.problemOf(new TypeReference<Map<String, List<Export>>>() {
		}.getType())).isEmpty();
		assertThat(this.codec.problemOf(InputStream.class)).isPresent();
		assertThat(this.codec.problemOf(Runnable.class)).isPresent();
		assertThat(Gadget.made).isZero();
	}

	private static List<?> nested(int depth) {
		List<?> nested = List.of();
		for (int i = 1; i < depth; i++) {
			nested = List.of(nested);
		}
		return nested;
	}

	private Object read(String json, Class<?> type) {
		return this.codec.read(bytes(json), type);
	}

	private Object read(byte[] json, Class<?> type) {
		return this.codec.read(json, type);
	}

	private static byte[] bytes(String json) {
		return json.getBytes(StandardCharsets.UTF_8);
	}

	record Export(String region, int count, Instant until, List<String> columns) {

		Export {
			if (count < 0) {
				throw new IllegalArgumentException("'count' must not be negative");
			}
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
	interface Shape {

	}

	record Circle(int radius) implements Shape {

	}

	record ByClass(@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Object value) {

	}

	static class Gadget {

		static int made;

		Gadget() {
			made++;
		}

	}

	static class Selfish {

		public Selfish getSelf() {
			return this;
		}

	}

}
