package dev.scheduling.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import dev.scheduling.testing.TlsRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Redis behind TLS, with a certificate that nobody else trusts.
 */
class RedisTlsTests {

	@TempDir
	private static Path directory;

	private static TlsRedis redis;

	@BeforeAll
	static void startRedis() {
		redis = TlsRedis.start(directory);
	}

	@AfterAll
	static void stopRedis() {
		if (redis != null) {
			redis.close();
		}
	}

	@Test
	void everythingWorksWithABundleThatTrustsTheCertificate() {
		WorkingApplication.runner()
			.withPropertyValues("spring.data.redis.port=" + redis.port(), "spring.data.redis.ssl.bundle=redis",
					"spring.ssl.bundle.pem.redis.truststore.certificate=" + redis.certificate().toUri())
			.run((context) -> WorkingApplication.of(context).exercise());
	}

	@Test
	void serverThatIsNotTrustedStopsTheStart() {
		WorkingApplication.runner()
			.withPropertyValues("spring.data.redis.port=" + redis.port(), "spring.data.redis.ssl.enabled=true")
			.withBean(Patience.class, () -> new Patience(1, Duration.ZERO, Duration.ofSeconds(5), Duration.ZERO))
			.run((context) -> assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(Exception.class)
				.hasStackTraceContaining("certificat"));
	}

}
