package dev.scheduling.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.scheduling.testing.RedisConsole;
import dev.scheduling.testing.RedisProcess;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The user with the smallest rights that the operator's guide shows.
 */
class RedisAccessTests {

	private static final Path GUIDE = Path.of("../docs/redis.md");

	private static final Path SCRIPTS = Path.of("src/main/resources/dev/scheduling/store/redis");

	private static final Pattern COMMAND = Pattern.compile("redis\\.p?call\\('([A-Z]+)'");

	@Test
	void everythingWorksWithTheRightsOfTheGuide() {
		try (RedisProcess redis = RedisProcess.start("--repl-diskless-sync-delay", "0");
				RedisProcess replica = replicaOf(redis)) {
			List<String> rights = new ArrayList<>(rightsOfTheGuide());
			rights.add("+wait");
			String answer = RedisConsole.ask(redis,
					(console) -> console.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8),
							new CommandArgs<>(StringCodec.UTF8).add("SETUSER").addValues(rights)));
			assertThat(answer).isEqualTo("OK");
			Awaitility.await()
				.until(() -> RedisConsole.ask(redis, (console) -> console.info("replication"))
					.contains("state=online"));
			assertThat(replica.process().isAlive()).isTrue();

			WorkingApplication.runner()
				.withPropertyValues("spring.data.redis.port=" + redis.port(), "spring.data.redis.username=shop",
						"spring.data.redis.password=secret", "scheduling.namespace=shop",
						"scheduling.durability=replicated")
				.run((context) -> WorkingApplication.of(context).exercise());

			List<Map<String, Object>> refused = RedisConsole.ask(redis, (console) -> console.aclLog());
			assertThat(refused).isEmpty();
		}
	}

	@Test
	void guideNamesEachCommandOfEachScript() throws IOException {
		Set<String> rights = Set.copyOf(rightsOfTheGuide());

		try (Stream<Path> scripts = Files.list(SCRIPTS)) {
			assertThat(scripts.flatMap(RedisAccessTests::commands).collect(Collectors.toSet())).isNotEmpty()
				.allSatisfy((command) -> assertThat(rights).contains("+" + command));
		}
	}

	private static Stream<String> commands(Path script) {
		try {
			return COMMAND.matcher(Files.readString(script))
				.results()
				.map((call) -> call.group(1).toLowerCase(Locale.ROOT));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> rightsOfTheGuide() {
		try {
			String guide = Files.readString(GUIDE);
			int start = guide.indexOf("ACL SETUSER") + "ACL SETUSER".length();
			return Arrays.asList(guide.substring(start, guide.indexOf("```", start)).trim().split("\\s+"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RedisProcess replicaOf(RedisProcess primary) {
		return RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(primary.port()));
	}

}
