package org.ocpiplatform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The directory that holds everything the embedded stores keep. While it is open no other process can open it; the
 * stores inside rely on that and must be closed before it.
 */
public final class DataDirectory implements AutoCloseable {

    /** Free space below which opening is refused unless the caller sets another limit. */
    public static final long DEFAULT_MINIMUM_FREE_BYTES = 64L * 1024 * 1024;

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    // Locking a byte far behind the pid lets other processes read the pid where locks are mandatory.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    // A POSIX lock belongs to the process and is lost when any channel on the file closes, so a second attempt within
    // this JVM must be turned away before it touches the file.
    private static final Set<Object> OPEN_IN_THIS_JVM = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Object identity;
    private final FileChannel lock;

    private DataDirectory(Path path, Object identity, FileChannel lock) {
        this.path = path;
        this.identity = identity;
        this.lock = lock;
    }

    /** Opens the directory, creating it if missing, with the default limit of free space. */
    public static DataDirectory open(Path directory) {
        return open(directory, DEFAULT_MINIMUM_FREE_BYTES);
    }

    /**
     * Opens the directory, creating it if missing, for this process alone.
     *
     * @throws EmbeddedStoreException if it is in use, not a directory, not writable or nearly full
     */
    public static DataDirectory open(Path directory, long minimumFreeBytes) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new EmbeddedStoreException(
                    "The data directory %s is a file: choose a directory instead.".formatted(directory));
        }
        try {
            if (!Files.exists(directory)) {
                Files.createDirectories(directory, ownerOnly("rwx------"));
            }
            Path path = directory.toRealPath();
            Object fileKey =
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            Object identity = fileKey == null ? path : fileKey;
            if (!OPEN_IN_THIS_JVM.add(identity)) {
                throw inUse(path, String.valueOf(ProcessHandle.current().pid()));
            }
            boolean opened = false;
            try {
                checkUsable(path, minimumFreeBytes);
                DataDirectory result = new DataDirectory(path, identity, lock(path));
                opened = true;
                return result;
            } finally {
                if (!opened) {
                    OPEN_IN_THIS_JVM.remove(identity);
                }
            }
        } catch (IOException e) {
            throw new EmbeddedStoreException(
                    "The data directory %s cannot be used (%s): make it writable for this user or choose another."
                            .formatted(directory, EmbeddedStoreException.reason(e)),
                    e);
        }
    }

    private static void checkUsable(Path path, long minimumFreeBytes) throws IOException {
        if (!Files.isWritable(path)) {
            throw new EmbeddedStoreException(
                    "The data directory %s is read-only: make it writable for this user or choose another."
                            .formatted(path));
        }
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < minimumFreeBytes) {
            throw new EmbeddedStoreException(
                    "The disk of the data directory %s has %d MB left and at least %d MB are needed: free some space."
                            .formatted(path, free >> 20, minimumFreeBytes >> 20));
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve(".lock");
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly("rw-------"));
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw inUse(path, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(UTF_8.encode(String.valueOf(ProcessHandle.current().pid())));
            locked = true;
            return channel;
        } catch (OverlappingFileLockException e) {
            throw inUse(path, String.valueOf(ProcessHandle.current().pid()));
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static EmbeddedStoreException inUse(Path path, String pid) {
        return new EmbeddedStoreException(
                "The data directory %s is in use by process %s: stop that process or choose another directory."
                        .formatted(path, pid));
    }

    /** The directory itself, absolute and free of symbolic links. */
    public Path path() {
        return path;
    }

    /** A directory inside this one that only this user can enter, created if missing. */
    public Path subdirectory(String name) {
        Path directory = path.resolve(name);
        try {
            return Files.isDirectory(directory) ? directory : Files.createDirectory(directory, ownerOnly("rwx------"));
        } catch (IOException e) {
            throw new EmbeddedStoreException(
                    "The directory %s cannot be created (%s): make %s writable for this user."
                            .formatted(directory, EmbeddedStoreException.reason(e), path),
                    e);
        }
    }

    /**
     * The secret kept in the file of that name, which only this user can read; a new one is generated and stored on disk
     * before this returns if there is none yet.
     */
    public synchronized String secret(String name, Supplier<String> generator) {
        Path file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                store(file, generator.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new EmbeddedStoreException(
                    "The secret in %s cannot be read or stored (%s): make the file readable for this user and check"
                                    .formatted(file, EmbeddedStoreException.reason(e))
                            + " the free space.",
                    e);
        }
    }

    private static void store(Path file, String secret) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"))) {
            ByteBuffer content = UTF_8.encode(secret);
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        moveDurably(unfinished, file);
    }

    /** Renames a file or directory within its directory, at once or not at all, and has the new name on disk. */
    public static void moveDurably(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        if (POSIX) {
            // Other systems cannot open a directory.
            try (FileChannel directory = FileChannel.open(to.resolve("..").normalize())) {
                directory.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Lets other processes open the directory; the file that carried the lock stays. */
    @Override
    public void close() {
        if (!lock.isOpen()) {
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new EmbeddedStoreException(
                    "The lock on the data directory %s cannot be released (%s): end this process."
                            .formatted(path, EmbeddedStoreException.reason(e)),
                    e);
        } finally {
            OPEN_IN_THIS_JVM.remove(identity);
        }
    }
}
