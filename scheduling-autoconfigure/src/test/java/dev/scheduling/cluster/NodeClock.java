package dev.scheduling.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

import net.javacrumbs.shedlock.core.ClockProvider;

/**
 * The wall clock of a node, which a test may set. Where libfaketime is installed, all of
 * the process sees it; else only ShedLock does, whose clock can be handed in. The
 * monotonic clock stays true.
 */
final class NodeClock {

	private static final String PROPERTY = "node.clock";

	private static final Path LIBRARIES = Path.of("/usr/lib");

	private static final Optional<Path> LIBRARY = library();

	private final Path offset;

	NodeClock(Path folder, int node, Duration offset) {
		this.offset = folder.resolve("clock-" + node);
		set(offset);
	}

	static String mechanism() {
		return LIBRARY.map((library) -> "libfaketime").orElse("ShedLock's clock only, libfaketime is not installed");
	}

	/** As a whole: a process reads it at any time. */
	void set(Duration offset) {
		try {
			Path written = Files.writeString(this.offset.resolveSibling(this.offset.getFileName() + ".new"),
					"%+d".formatted(offset.toSeconds()));
			Files.move(written, this.offset, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void applyTo(ProcessBuilder java) {
		if (LIBRARY.isEmpty()) {
			java.command().add(1, "-D" + PROPERTY + "=" + this.offset);
			return;
		}
		// A faked monotonic clock makes LockSupport.parkNanos return at once.
		java.environment().put("LD_PRELOAD", LIBRARY.get().toString());
		java.environment().put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
		java.environment().put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
		java.environment().put("FAKETIME_TIMESTAMP_FILE", this.offset.toString());
		java.environment().put("FAKETIME_NO_CACHE", "1");
	}

	/**
	 * Removes what libfaketime leaves of a process that was killed, and what would keep a
	 * later one of the same id from starting.
	 * @param pid the process, which is dead
	 */
	static void forget(long pid) {
		try {
			Files.deleteIfExists(Path.of("/dev/shm/faketime_shm_" + pid));
			Files.deleteIfExists(Path.of("/dev/shm/sem.faketime_sem_" + pid));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** In the process of a node: makes its clock follow the file. */
	static void inject() {
		Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).ifPresent((file) -> {
			InstantSource shifted = () -> Instant.now().plus(read(file));
			ClockProvider.setClock(shifted.withZone(ZoneOffset.UTC));
		});
	}

	private static Duration read(Path file) {
		try {
			return Duration.ofSeconds(Long.parseLong(Files.readString(file)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<Path> library() {
		if (!Files.isDirectory(LIBRARIES)) {
			return Optional.empty();
		}
		try (Stream<Path> architectures = Files.list(LIBRARIES)) {
			return architectures.map((folder) -> folder.resolve("faketime/libfaketimeMT.so.1"))
				.filter(Files::isRegularFile)
				.findFirst();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
