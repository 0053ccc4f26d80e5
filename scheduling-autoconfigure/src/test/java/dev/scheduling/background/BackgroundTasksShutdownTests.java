package dev.scheduling.background;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class BackgroundTasksShutdownTests {

	private final CountDownLatch closing = new CountDownLatch(1);

	@Test
	void b5RunsWhatTheLastRequestAddsWhileTheServerStops() throws Exception {
		ConfigurableApplicationContext context = start("20s");
		RequestEndpoints endpoints = context.getBean(RequestEndpoints.class);
		endpoints.reset();
		endpoints.handlerGate = new CountDownLatch(1);
		endpoints.gate = new CountDownLatch(1);
		InProcessExecutor executor = context.getBean("schedulingBackgroundExecutor", InProcessExecutor.class);
		CompletableFuture<HttpResponse<String>> response = get(context, "/slow");
		assertThat(endpoints.handlerEntered.await(20, TimeUnit.SECONDS)).isTrue();

		CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close,
				(close) -> new Thread(close).start()); // not to take the only thread that
														// reads the response
		assertThat(this.closing.await(20, TimeUnit.SECONDS)).isTrue();
		endpoints.handlerGate.countDown();
		assertThat(response.get(20, TimeUnit.SECONDS).body()).isEqualTo("slow");
		await().until(() -> executor.free() == 0);
		endpoints.gate.countDown();
		closed.get(20, TimeUnit.SECONDS);

		assertThat(endpoints.ran).containsExactly("first");
	}

	@Test
	void b5InterruptsCountsAndLogsWhatIsLeftAfterTheBudget(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = start("1ms");
		RequestEndpoints endpoints = context.getBean(RequestEndpoints.class);
		endpoints.gate = new CountDownLatch(1);
		InProcessExecutor executor = context.getBean("schedulingBackgroundExecutor", InProcessExecutor.class);
		get(context, "/many/3").get(20, TimeUnit.SECONDS);
		await().until(() -> executor.running() == 1);

		context.close();

		assertThat(output).contains("Stopped with background tasks left: 1 interrupted and 2 dropped when"
				+ " 'scheduling.shutdown-timeout' had passed");
		await().untilAsserted(() -> assertThat(endpoints.ran).containsExactly("task-0 interrupted"));
	}

	@Test
	void worksAgainAfterTheContextWasStoppedAndStarted() {
		ConfigurableApplicationContext context = start("20s");
		CountDownLatch ran = new CountDownLatch(1);
		context.stop();

		context.start();

		context.getBean(BackgroundTasks.class).add("again", ran::countDown);
		await().until(() -> ran.getCount() == 0);
		context.close();
	}

	private ConfigurableApplicationContext start(String shutdownTimeout) {
		SpringApplication application = new SpringApplication(WebTestApplication.class);
		application.addInitializers(
				(context) -> context.getBeanFactory().registerSingleton("stopSignal", new StopSignal(this.closing)));
		return application.run("--server.port=0", "--scheduling.shutdown-timeout=" + shutdownTimeout);
	}

	private CompletableFuture<HttpResponse<String>> get(ConfigurableApplicationContext context, String path) {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
	}

	/**
	 * Tells that components outside the web server have stopped, and its requests are
	 * about to be waited for.
	 */
	private static final class StopSignal implements SmartLifecycle {

		private final CountDownLatch stopped;

		private volatile boolean running;

		private StopSignal(CountDownLatch stopped) {
			this.stopped = stopped;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.stopped.countDown();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE + 1;
		}

	}

}
