package dev.scheduling.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a program and its server, and holds each answer back for a while: a
 * network of that round trip, and of any bandwidth.
 */
final class DelayingProxy implements AutoCloseable {

	private static final int CHUNK = 64 * 1024;

	private static final Chunk END = new Chunk(0, new byte[0]);

	private final ServerSocket listener;

	private final int target;

	private final long delay;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private DelayingProxy(ServerSocket listener, int target, Duration delay) {
		this.listener = listener;
		this.target = target;
		this.delay = delay.toNanos();
	}

	static DelayingProxy start(int target, Duration delay) {
		try {
			DelayingProxy proxy = new DelayingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target,
					delay);
			proxy.daemon("accept", proxy::accept, proxy.listener);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.listener.getLocalPort();
	}

	private void accept() throws IOException {
		while (!this.listener.isClosed()) {
			Socket client = open(this.listener.accept());
			Socket server = open(new Socket(InetAddress.getLoopbackAddress(), this.target));
			BlockingQueue<Chunk> answers = new LinkedBlockingQueue<>();
			daemon("questions", () -> client.getInputStream().transferTo(server.getOutputStream()), server);
			daemon("read-answers", () -> read(server.getInputStream(), answers), server);
			daemon("write-answers", () -> write(answers, client.getOutputStream()), client);
		}
	}

	private Socket open(Socket socket) throws IOException {
		socket.setTcpNoDelay(true);
		this.sockets.add(socket);
		return socket;
	}

	private void read(InputStream in, BlockingQueue<Chunk> answers) throws IOException {
		byte[] buffer = new byte[CHUNK];
		try {
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				answers.add(new Chunk(System.nanoTime() + this.delay, Arrays.copyOf(buffer, length)));
			}
		}
		finally {
			answers.add(END);
		}
	}

	private static void write(BlockingQueue<Chunk> answers, OutputStream out) throws IOException, InterruptedException {
		for (Chunk chunk = answers.take(); chunk != END; chunk = answers.take()) {
			for (long left = chunk.due - System.nanoTime(); left > 0; left = chunk.due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			out.write(chunk.bytes);
		}
	}

	/**
	 * A server must see that its client has gone, or it answers calls that nobody waits
	 * for.
	 */
	private void daemon(String name, Step step, Closeable last) {
		Thread thread = new Thread(() -> {
			try (last) {
				step.run();
			}
			catch (IOException ex) {
				// One of the two has gone.
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, "proxy-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Bytes on their way. */
	private static final class Chunk {

		private final long due;

		private final byte[] bytes;

		private Chunk(long due, byte[] bytes) {
			this.due = due;
			this.bytes = bytes;
		}

	}

	/** What a thread does. */
	private interface Step {

		void run() throws IOException, InterruptedException;

	}

}
