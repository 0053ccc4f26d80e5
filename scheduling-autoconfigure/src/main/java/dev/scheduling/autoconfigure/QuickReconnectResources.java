package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.lettuce.core.event.EventBus;
import io.lettuce.core.event.EventPublisherOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.lettuce.core.resource.SocketAddressResolver;
import io.lettuce.core.tracing.Tracing;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.Timer;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;

/**
 * The threads and timers of the application's client, shared, with reconnect delays of
 * our own and an eye on each connection. Lettuce's grow to 30 s, and a Redis that is back
 * would be out of reach for that long. Not made by {@link ClientResources#mutate()}: what
 * that makes has event loops of its own, and to shut it down ends the timer of the
 * application's.
 */
final class QuickReconnectResources implements ClientResources {

	private static final Delay RECONNECT = Delay.exponential(Duration.ofMillis(50), Duration.ofMillis(500), 2,
			TimeUnit.MILLISECONDS);

	private final ClientResources shared;

	private final NettyCustomizer watch;

	/**
	 * Creates the resources.
	 * @param shared what the application's client has
	 * @param watch sees each of our connections
	 */
	QuickReconnectResources(ClientResources shared, Consumer<Channel> watch) {
		this.shared = shared;
		this.watch = new Watch(shared.nettyCustomizer(), watch);
	}

	@Override
	public Delay reconnectDelay() {
		return RECONNECT;
	}

	@Override
	public ClientResources.Builder mutate() {
		return this.shared.mutate();
	}

	@Override
	public Future<Boolean> shutdown() {
		return this.shared.shutdown();
	}

	@Override
	public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit timeUnit) {
		return this.shared.shutdown(quietPeriod, timeout, timeUnit);
	}

	@Override
	public AddressResolverGroup<?> addressResolverGroup() {
		return this.shared.addressResolverGroup();
	}

	@Override
	public EventPublisherOptions commandLatencyPublisherOptions() {
		return this.shared.commandLatencyPublisherOptions();
	}

	@Override
	public CommandLatencyRecorder commandLatencyRecorder() {
		return this.shared.commandLatencyRecorder();
	}

	@Override
	public int computationThreadPoolSize() {
		return this.shared.computationThreadPoolSize();
	}

	@Override
	public EventBus eventBus() {
		return this.shared.eventBus();
	}

	@Override
	public EventLoopGroupProvider eventLoopGroupProvider() {
		return this.shared.eventLoopGroupProvider();
	}

	@Override
	public EventExecutorGroup eventExecutorGroup() {
		return this.shared.eventExecutorGroup();
	}

	@Override
	public int ioThreadPoolSize() {
		return this.shared.ioThreadPoolSize();
	}

	@Override
	public NettyCustomizer nettyCustomizer() {
		return this.watch;
	}

	@Override
	public SocketAddressResolver socketAddressResolver() {
		return this.shared.socketAddressResolver();
	}

	@Override
	public Timer timer() {
		return this.shared.timer();
	}

	@Override
	public Tracing tracing() {
		return this.shared.tracing();
	}

	/** The application's customizer, then ours. */
	private record Watch(NettyCustomizer application, Consumer<Channel> watch) implements NettyCustomizer {

		@Override
		public void afterBootstrapInitialized(Bootstrap bootstrap) {
			this.application.afterBootstrapInitialized(bootstrap);
		}

		@Override
		public void afterChannelInitialized(Channel channel) {
			this.application.afterChannelInitialized(channel);
			this.watch.accept(channel);
		}

	}

}
