package org.ocpiplatform.contract.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Files that only this user can read. What is written is on disk when a call returns; others see a whole file or none,
 * also after a crash, which may leave a file whose name begins with a dot.
 */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Makes a directory that only this user can enter, with those above it; one that is there stays as it is. */
    public static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, ownerOnly("rwx------"));
        }
    }

    /** Writes a file in place of one that may be there; its directory is there. */
    public static void write(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling("." + UUID.randomUUID());
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    ownerOnly("rw-------"))) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        forceDirectoryOf(file);
    }

    /** Deletes a file; one that is not there is fine. */
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        forceDirectoryOf(file);
    }

    /** Has names on disk; systems other than POSIX cannot open a directory. */
    private static void forceDirectoryOf(Path file) throws IOException {
        if (POSIX) {
            try (FileChannel directory = FileChannel.open(
                    Objects.requireNonNull(file.toAbsolutePath().getParent()))) {
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
}
