package dev.scheduling.tick;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.scheduling.periodic.Schedule;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule T15: what is promised of ticks holds on virtual threads as it does on platform
 * threads.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadTickTests extends TickFixture {

	@Override
	boolean virtualThreads() {
		return true;
	}

	@Test
	void t15TicksRunOnVirtualThreads() {
		List<String> threads = Collections.synchronizedList(new ArrayList<>());
		TestNode node = node("a", task(Schedule.interval(SECOND, Duration.ZERO), (context) -> {
			threads.add(Thread.currentThread().toString());
			return null;
		}, (rules) -> rules));

		advance(SECOND);
		node.tick();

		assertThat(threads).singleElement().asString().startsWith("VirtualThread[");
	}

	@Nested
	class T15ClaimAheadTests extends ClaimAheadTests {

		@Override
		boolean virtualThreads() {
			return true;
		}

	}

	@Nested
	class T15FixedDelayTests extends FixedDelayTests {

		@Override
		boolean virtualThreads() {
			return true;
		}

	}

	@Nested
	class T15MisfireTests extends MisfireTests {

		@Override
		boolean virtualThreads() {
			return true;
		}

	}

	@Nested
	class T15OverlapPolicyTests extends OverlapPolicyTests {

		@Override
		boolean virtualThreads() {
			return true;
		}

	}

	@Nested
	class T15StoreFailureTests extends StoreFailureTests {

		@Override
		boolean virtualThreads() {
			return true;
		}

	}

	@Nested
	class T15TaskOperationsTests extends TaskOperationsTests {

		@Override
		boolean virtualThreads() {
			return true;
		}

	}

	@Nested
	class T15TaskRuleTests extends TaskRuleTests {

		@Override
		boolean virtualThreads() {
			return true;
		}

	}

	@Nested
	class T15TickEngineTests extends TickEngineTests {

		@Override
		boolean virtualThreads() {
			return true;
		}

	}

	@Nested
	class T15TickShutdownTests extends TickShutdownTests {

		@Override
		boolean virtualThreads() {
			return true;
		}

	}

	@Nested
	class T15TickWaitTests extends TickWaitTests {

		@Override
		boolean virtualThreads() {
			return true;
		}

	}

}
