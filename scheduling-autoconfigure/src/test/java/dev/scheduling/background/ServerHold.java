package dev.scheduling.background;

import java.util.concurrent.CountDownLatch;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Holds the server's thread at the end of each request, before it would send what is left
 * of the response by itself.
 */
final class ServerHold implements ServletRequestListener {

	volatile CountDownLatch gate = new CountDownLatch(0);

	@Override
	public void requestDestroyed(ServletRequestEvent event) {
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
