package dev.scheduling.sample.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The Redis of one folder, for all applications that run on that folder: the first one
 * starts it, the last one to end stops it. Locks on a file tell who is there, because the
 * operating system gives them back for a process that was killed.
 */
final class SharedLocalRedis implements AutoCloseable {

	private static final long CHANGE = 0;

	private static final long USE = 1;

	private final FileChannel lockFile;

	private final @Nullable FileLock use;

	private final LocalRedis redis;

	private final boolean adopted;

	private SharedLocalRedis(FileChannel lockFile, @Nullable FileLock use, LocalRedis redis, boolean adopted) {
		this.lockFile = lockFile;
		this.use = use;
		this.redis = redis;
		this.adopted = adopted;
	}

	/**
	 * Finds the process of the folder, or starts one.
	 * @param folder the folder
	 * @param executable finds the program if one must be started
	 * @return the process, in use until closed
	 */
	static SharedLocalRedis open(Path folder, Supplier<Path> executable) {
		try {
			Files.createDirectories(folder);
			FileChannel lockFile = FileChannel.open(folder.resolve("users.lock"), StandardOpenOption.CREATE,
					StandardOpenOption.READ, StandardOpenOption.WRITE);
			FileLock change = lockFile.lock(CHANGE, 1, false);
			try {
				Optional<LocalRedis> found = LocalRedis.find(folder);
				LocalRedis redis = found.orElseGet(() -> LocalRedis.start(folder, executable.get()));
				return new SharedLocalRedis(lockFile, tryLock(lockFile, true), redis, found.isPresent());
			}
			finally {
				change.release();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Folder '%s' cannot be used for Redis".formatted(folder), ex);
		}
	}

	/** Absent also if another application in this very process has it. */
	private static @Nullable FileLock tryLock(FileChannel lockFile, boolean shared) throws IOException {
		try {
			return lockFile.tryLock(USE, 1, shared);
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	LocalRedis redis() {
		return this.redis;
	}

	/**
	 * Returns whether the process ran before.
	 * @return {@code false} if it was started here
	 */
	boolean isAdopted() {
		return this.adopted;
	}

	/**
	 * Stops the process, unless another application uses it.
	 */
	@Override
	public void close() {
		try (this.lockFile; FileLock change = this.lockFile.lock(CHANGE, 1, false)) {
			if (this.use != null) {
				this.use.release();
			}
			if (tryLock(this.lockFile, false) != null) {
				this.redis.stop();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Redis process %s was not stopped".formatted(this.redis.processId()), ex);
		}
	}

}
