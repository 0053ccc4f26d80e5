package dev.scheduling.store.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.fail;

/**
 * The scripts of Redis beside the store in memory: random steps, the same in both, and
 * the whole state compared after each. A failure names the seed and the shortest sequence
 * of steps that still fails. {@code -Dmodel.steps} and {@code -Dmodel.seed} change what
 * is run.
 */
class JobModelTests {

	private static final int STEPS = Integer.getInteger("model.steps", 25_000);

	private static final int SEQUENCE = 250;

	private static final long SEED = Long.getLong("model.seed", 20261201);

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	private static final ModelStores stores = new ModelStores(redis);

	@Test
	void scriptsDoWhatTheModelDoes() {
		for (int sequence = 0; sequence < STEPS / SEQUENCE; sequence++) {
			long seed = SEED + sequence;
			List<ModelStep> steps = steps(seed);
			Optional<Failure> failure = run(steps);
			if (failure.isPresent()) {
				List<ModelStep> shortest = shorten(steps.subList(0, failure.get().steps()));
				fail("With -Dmodel.seed=%d Redis and the model differ after these steps:%n%s%n%s", seed,
						shortest.stream().map(ModelStep::toString).collect(Collectors.joining("\n")),
						run(shortest).map(Failure::difference).orElse("(not any more)"));
			}
		}
	}

	private static List<ModelStep> steps(long seed) {
		Random random = new Random(seed);
		return IntStream.range(0, SEQUENCE).mapToObj((number) -> ModelStep.random(random, number)).toList();
	}

	private static Optional<Failure> run(List<ModelStep> steps) {
		ModelRun run = new ModelRun(redis, stores);
		for (int i = 0; i < steps.size(); i++) {
			Optional<String> difference = run.take(steps.get(i));
			if (difference.isPresent()) {
				return Optional.of(new Failure(i + 1, difference.get()));
			}
		}
		return Optional.empty();
	}

	/** Leaves out halves, quarters and so on, for as long as what is left still fails. */
	private static List<ModelStep> shorten(List<ModelStep> failing) {
		List<ModelStep> shortest = failing;
		for (int part = failing.size() / 2; part > 0; part = (part > 1) ? (part + 1) / 2 : 0) {
			for (int from = 0; from < shortest.size();) {
				List<ModelStep> shorter = new ArrayList<>(shortest);
				shorter.subList(from, Math.min(from + part, shorter.size())).clear();
				if (run(shorter).isPresent()) {
					shortest = shorter;
				}
				else {
					from += part;
				}
			}
		}
		return shortest;
	}

	private record Failure(int steps, String difference) {
	}

}
