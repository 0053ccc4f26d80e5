package dev.scheduling.autoconfigure;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisChannelWatchTests {

	private static final Duration SILENCE = Duration.ofSeconds(1);

	private static final SocketAddress SERVER = InetSocketAddress.createUnresolved("redis", 6379);

	private final List<SocketAddress> left = new ArrayList<>();

	private long nanos;

	private final EmbeddedChannel channel = new EmbeddedChannel(
			new RedisChannelWatch(SILENCE, () -> this.nanos, (server, silence) -> this.left.add(server))) {

		@Override
		protected SocketAddress remoteAddress0() {
			return SERVER;
		}

	};

	RedisChannelWatchTests() {
		this.channel.freezeTime();
	}

	@Test
	void j21ServerThatWasAskedAndAnswersNothingIsLeft() {
		this.channel.writeOutbound(bytes("PING"));
		advance(Duration.ofMillis(999));
		assertThat(this.left).isEmpty();

		advance(Duration.ofMillis(1));

		assertThat(this.left).containsExactly(SERVER);
	}

	@Test
	void idleConnectionIsNeverLeft() {
		ask();
		advance(Duration.ofHours(1));

		assertThat(this.left).isEmpty();
	}

	@Test
	void anAnswerBeginsTheCountAnew() {
		ask();
		advance(Duration.ofMillis(600));
		this.channel.writeOutbound(bytes("PING"));
		advance(Duration.ofMillis(999));
		assertThat(this.left).isEmpty();

		advance(Duration.ofMillis(1));

		assertThat(this.left).containsExactly(SERVER);
	}

	@Test
	void j21ServerThatHasBecomeAReplicaIsLeftAfterItsAnswerWasPassedOn() {
		advance(Duration.ofSeconds(2));

		this.channel.writeInbound(bytes("-READONLY You can't write against a read only replica."));

		assertThat(this.channel.<ByteBuf>readInbound()).isNotNull();
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void replicaIsNotCalledAgainAndAgain() {
		advance(Duration.ofMillis(500));

		this.channel.writeInbound(bytes("-READONLY You can't write against a read only replica."));

		assertThat(this.channel.isOpen()).isTrue();
	}

	@Test
	void dataThatSpeakOfReplicasAreNoAnswerOfOne() {
		advance(Duration.ofSeconds(2));

		this.channel.writeInbound(bytes("$8\r\nREADONLY\r\n"));

		assertThat(this.channel.isOpen()).isTrue();
	}

	private void ask() {
		this.channel.writeOutbound(bytes("PING"));
		this.channel.writeInbound(bytes("+PONG"));
	}

	private void advance(Duration time) {
		this.nanos += time.toNanos();
		this.channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
		this.channel.runScheduledPendingTasks();
	}

	private static ByteBuf bytes(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
	}

}
