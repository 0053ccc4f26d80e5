package dev.scheduling.archfixture.background;

/**
 * Makes a thread, and sleeps.
 */
public class MakesThread {

	Thread thread() {
		return new Thread(() -> {
		});
	}

	void pause() throws InterruptedException {
		Thread.sleep(1);
	}

}
