package dev.scheduling.sample.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Another application on the same folder, in a process of its own. Ends cleanly when its
 * input ends.
 */
final class OtherApplication implements AutoCloseable {

	private final Process process;

	private OtherApplication(Process process) {
		this.process = process;
	}

	public static void main(String[] args) throws IOException {
		Path folder = Path.of(args[0]);
		try (SharedLocalRedis shared = SharedLocalRedis.open(folder, () -> TestRedis.executable(folder))) {
			System.out.println(shared.redis().port());
			System.in.transferTo(System.out);
		}
	}

	/**
	 * Starts the application and waits until it has its Redis.
	 * @param folder the folder of Redis
	 * @return the running application
	 */
	static OtherApplication start(Path folder) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), OtherApplication.class.getName(), folder.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
		return new OtherApplication(process);
	}

	/** Ends the process at once, as {@code kill -9} does. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	void end() throws IOException, InterruptedException {
		this.process.getOutputStream().close();
		this.process.waitFor();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
