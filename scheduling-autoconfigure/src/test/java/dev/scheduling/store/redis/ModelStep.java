package dev.scheduling.store.redis;

import java.util.random.RandomGenerator;

/**
 * One step of the model test. Its numbers are choices that are made when it is taken, of
 * what there is then; so it means something whatever steps came before it.
 *
 * @param kind what is done
 * @param number tells it from all other steps of its sequence
 * @param choices four numbers, not negative
 * @param replayed whether the driver sends the command twice
 */
record ModelStep(Kind kind, int number, int[] choices, boolean replayed) {

	static ModelStep random(RandomGenerator random, int number) {
		int[] choices = random.ints(4, 0, 1_000_000).toArray();
		return new ModelStep(Kind.random(random), number, choices, random.nextInt(6) == 0);
	}

	int choose(int index, int bound) {
		return this.choices[index] % bound;
	}

	/** Another choice out of the same number. */
	int choose(int index, int turn, int bound) {
		return (this.choices[index] / (1 + 7 * turn) + 31 * turn) % bound;
	}

	@Override
	public String toString() {
		return "%s(%d: %d, %d, %d, %d%s)".formatted(this.kind, this.number, this.choices[0], this.choices[1],
				this.choices[2], this.choices[3], this.replayed ? ", replayed" : "");
	}

	enum Kind {

		ENQUEUE(18), ENQUEUE_AGAIN(3), FETCH(20), FETCH_AGAIN(3), LOSE_ANSWER(4), COMPLETE(12), COMPLETE_AGAIN(2),
		COMPLETE_AND_FETCH(10), COMPLETE_STALE(2), HEARTBEAT(6), REPORT(2), REAP(12), CANCEL(6), CRASH(2), LEAVE(1),
		CLOCK(14), LONG_PAUSE(2), CLOCK_BACK(1), PAUSE(2), RESUME(5), RETRY(4), DELETE(3);

		private final int weight;

		Kind(int weight) {
			this.weight = weight;
		}

		static Kind random(RandomGenerator random) {
			int sum = 0;
			for (Kind kind : values()) {
				sum += kind.weight;
			}
			int left = random.nextInt(sum);
			for (Kind kind : values()) {
				left -= kind.weight;
				if (left < 0) {
					return kind;
				}
			}
			throw new IllegalStateException("The weights do not add up");
		}

	}

}
