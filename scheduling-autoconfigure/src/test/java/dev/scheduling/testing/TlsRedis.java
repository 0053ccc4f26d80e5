package dev.scheduling.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Redis that also listens behind TLS, with a certificate made for it. Needs an
 * installed Redis: the embedded one cannot do TLS.
 */
public final class TlsRedis implements AutoCloseable {

	private static final String PASSWORD = "changeit";

	private static final String ALIAS = "redis";

	private final Path certificate;

	private final int port;

	private final RedisProcess process;

	private TlsRedis(Path certificate, int port, RedisProcess process) {
		this.certificate = certificate;
		this.port = port;
		this.process = process;
	}

	/**
	 * Starts it. Without an installed Redis the test is left out, and on a build server
	 * it fails.
	 * @param directory where to put key and certificate
	 * @return the running process
	 */
	public static TlsRedis start(Path directory) {
		if (RedisProcess.installed().isEmpty()) {
			String reason = "There is no redis-server on the path, and the embedded one cannot do TLS: install Debian's 'redis-server'";
			if (Boolean.parseBoolean(System.getenv("CI"))) {
				Assertions.fail(reason);
			}
			Assumptions.abort(reason);
		}
		try {
			KeyStore store = makeKey(directory.resolve("redis.p12"));
			Path key = write(directory.resolve("redis.key"), "PRIVATE KEY",
					store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
			Path certificate = write(directory.resolve("redis.crt"), "CERTIFICATE",
					store.getCertificate(ALIAS).getEncoded());
			int port = RedisProcess.freePort();
			RedisProcess process = RedisProcess.start("--tls-port", Integer.toString(port), "--tls-cert-file",
					certificate.toString(), "--tls-key-file", key.toString(), "--tls-auth-clients", "no",
					"--tls-ca-cert-file", certificate.toString());
			return new TlsRedis(certificate, port, process);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyStore makeKey(Path file) throws IOException, GeneralSecurityException {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost",
				"-ext", "san=ip:127.0.0.1,dns:localhost", "-validity", "2", "-storetype", "PKCS12", "-keystore",
				file.toString(), "-storepass", PASSWORD)
			.inheritIO()
			.start();
		try {
			keytool.waitFor();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD.toCharArray());
		}
		return store;
	}

	private static Path write(Path file, String type, byte[] content) throws IOException {
		String text = Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
			.encodeToString(content);
		return Files.write(file, List.of("-----BEGIN " + type + "-----", text, "-----END " + type + "-----"));
	}

	/**
	 * Returns whom a client has to trust.
	 * @return a PEM file
	 */
	public Path certificate() {
		return this.certificate;
	}

	/**
	 * Returns where it listens behind TLS.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.process.close();
	}

}
