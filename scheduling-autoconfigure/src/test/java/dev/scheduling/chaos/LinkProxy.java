package dev.scheduling.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The way of one process to Redis, on which replies get lost, connections are cut, and
 * everything is slow or stands still.
 */
final class LinkProxy implements AutoCloseable {

	private static final int BUFFER = 64 * 1024;

	private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(2);

	private final ServerSocket server;

	private final int target;

	private final ExecutorService threads = Executors.newCachedThreadPool((work) -> {
		Thread thread = new Thread(work, "link");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private final AtomicInteger repliesToDrop = new AtomicInteger();

	private volatile Duration latency = Duration.ZERO;

	private volatile boolean held;

	private volatile boolean refusing;

	LinkProxy(int target) {
		this.target = target;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Swallows the next reply on whatever connection and cuts that: it was carried out.
	 */
	void dropReply() {
		this.repliesToDrop.incrementAndGet();
	}

	/** How many replies are still to be swallowed. */
	int pendingDrops() {
		return this.repliesToDrop.get();
	}

	void cut() {
		this.links.forEach(Link::close);
	}

	/** Cuts all connections, and each new one at once. */
	void refuse(boolean refusing) {
		this.refusing = refusing;
		if (refusing) {
			cut();
		}
	}

	/** Lets nothing pass and closes nothing, as a network that swallows packets. */
	void hold(boolean held) {
		this.held = held;
	}

	/** Delays each piece in both directions. */
	void delay(Duration latency) {
		this.latency = latency;
	}

	/** As a sound network again. */
	void heal() {
		this.repliesToDrop.set(0);
		delay(Duration.ZERO);
		refuse(false);
		hold(false);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				open(this.server.accept());
			}
			catch (IOException ex) {
				// The target is away, or the proxy is closed.
			}
		}
	}

	private void open(Socket client) throws IOException {
		if (this.refusing) {
			client.close();
			return;
		}
		try {
			Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), this.target));
			this.links.add(link);
			if (this.refusing) { // since it was asked above
				link.close();
			}
			this.threads.execute(() -> pump(link, link.client(), link.redis(), false));
			this.threads.execute(() -> pump(link, link.redis(), link.client(), true));
		}
		catch (IOException ex) {
			client.close();
			throw ex;
		}
	}

	private void pump(Link link, Socket from, Socket to, boolean replies) {
		byte[] buffer = new byte[BUFFER];
		try (link) {
			from.setTcpNoDelay(true);
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				while (this.held && !from.isClosed()) {
					LockSupport.parkNanos(MOMENT);
				}
				LockSupport.parkNanos(this.latency.toNanos());
				if (replies && this.repliesToDrop.getAndUpdate((count) -> Math.max(0, count - 1)) > 0) {
					return;
				}
				out.write(buffer, 0, read);
			}
		}
		catch (IOException ex) {
			// One of the two is gone, and so is the link.
		}
		finally {
			this.links.remove(link);
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
		this.threads.shutdownNow();
	}

	private record Link(Socket client, Socket redis) implements Closeable {

		@Override
		public void close() {
			closeQuietly(this.client);
			closeQuietly(this.redis);
		}

		private static void closeQuietly(Socket socket) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				// Nothing is left of it either way.
			}
		}

	}

}
