package dev.scheduling.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LinkProxyTests {

	private static final int PATIENCE = 300;

	private ServerSocket server;

	private LinkProxy link;

	private Socket client;

	private Socket served;

	@BeforeEach
	void connect() throws IOException {
		this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
		this.link = new LinkProxy(this.server.getLocalPort());
		open();
	}

	private void open() throws IOException {
		this.client = new Socket(InetAddress.getLoopbackAddress(), this.link.port());
		this.client.setSoTimeout(PATIENCE);
		this.served = this.server.accept();
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.served.close();
		this.link.close();
		this.server.close();
	}

	@Test
	void letsBothWaysPass() throws IOException {
		assertThat(send(this.client, this.served)).isEqualTo(7);
		assertThat(send(this.served, this.client)).isEqualTo(7);
	}

	@Test
	void swallowsOneReplyOfACallThatArrivedAndCutsItsConnection() throws IOException {
		this.link.dropReply();

		assertThat(send(this.client, this.served)).isEqualTo(7);
		this.served.getOutputStream().write(7);
		assertThat(this.client.getInputStream().read()).isNegative();
		assertThat(this.link.pendingDrops()).isZero();

		open();
		assertThat(send(this.served, this.client)).isEqualTo(7);
	}

	@Test
	void cutsWhatIsOpenAndRefusesWhatComes() throws IOException {
		this.link.refuse(true);
		assertThat(this.client.getInputStream().read()).isNegative();
		try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), this.link.port())) {
			assertThat(refused.getInputStream().read()).isNegative();
		}

		this.link.heal();
		open();
		assertThat(send(this.client, this.served)).isEqualTo(7);
	}

	@Test
	void holdsWhatPassesLaterAndDelays() throws IOException {
		this.link.hold(true);
		this.served.getOutputStream().write(7);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> this.client.getInputStream().read());
		this.link.heal();
		Awaitility.await().untilAsserted(() -> assertThat(this.client.getInputStream().read()).isEqualTo(7));

		this.link.delay(Duration.ofMillis(100));
		long before = System.nanoTime();
		send(this.client, this.served);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
	}

	private static int send(Socket from, Socket to) throws IOException {
		OutputStream out = from.getOutputStream();
		InputStream in = to.getInputStream();
		out.write(7);
		return in.read();
	}

}
