package org.ocpiplatform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void nameTheDirectory() throws IOException {
        directory = temporary.toRealPath().resolve("some data");
    }

    @Test
    void createsADirectoryForThisUserOnly() throws Exception {
        assumePosix();
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThat(permissions(data.path())).isEqualTo("rwx------");
            assertThat(permissions(data.subdirectory("inner"))).isEqualTo("rwx------");
        }
    }

    @Test
    void leavesThePermissionsOfAnExistingDirectoryAlone() throws Exception {
        assumePosix();
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThat(permissions(data.path())).isEqualTo("rwxr-x---");
        }
    }

    @Test
    void refusesASecondUseInTheSameProcess() throws Exception {
        Path alias = Files.createSymbolicLink(temporary.resolve("alias"), directory);
        try (DataDirectory first = DataDirectory.open(directory)) {
            assertRefused(directory)
                    .contains(first.path().toString())
                    .contains("process " + ProcessHandle.current().pid());
            assertRefused(alias).contains("in use");
            try (ChildJvm other = ChildJvm.start(Holder.class, directory)) {
                other.awaitLine("refused");
            }
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void refusesADirectoryAnotherProcessUsesUntilThatProcessDies() throws Exception {
        try (ChildJvm other = ChildJvm.start(Holder.class, directory)) {
            other.awaitLine("open");
            assertRefused(directory).contains(directory.toString()).contains("process " + other.pid() + ":");
            other.kill();
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void closingTwiceDoesNotReleaseTheNextUse() {
        DataDirectory first = DataDirectory.open(directory);
        first.close();
        try (DataDirectory second = DataDirectory.open(directory)) {
            first.close();
            assertRefused(second.path()).contains("in use");
        }
    }

    @Test
    void refusesAFile() throws Exception {
        Files.writeString(directory, "");
        assertRefused(directory).contains(directory + " is a file");
        assertRefused(directory.resolve("below")).contains(directory.toString());
    }

    @Test
    void refusesAReadOnlyDirectory() throws Exception {
        assumePosix();
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        assumeFalse(Files.isWritable(directory), "this user, probably root, may write everywhere");
        assertRefused(directory).contains(directory + " is read-only");
        assertRefused(directory.resolve("below")).contains("permission denied");
    }

    @Test
    void refusesANearlyFullDisk() {
        long tooMuch = 1L << 60;
        assertThatExceptionOfType(EmbeddedStoreException.class)
                .isThrownBy(() -> DataDirectory.open(directory, tooMuch))
                .withMessageContaining(directory.toString())
                .withMessageContaining("MB left");
        DataDirectory.open(directory).close();
    }

    @Test
    void generatesASecretOnceForThisUserOnly() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThat(data.secret("key", () -> "first")).isEqualTo("first");
        }
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThat(data.secret("key", () -> "second")).isEqualTo("first");
            assumePosix();
            assertThat(permissions(data.path().resolve("key"))).isEqualTo("rw-------");
        }
    }

    private static AbstractStringAssert<?> assertRefused(Path directory) {
        String message = catchThrowableOfType(EmbeddedStoreException.class, () -> DataDirectory.open(directory))
                .getMessage();
        return assertThat(message).endsWith(".").doesNotContain("\n");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assumePosix() {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "this system has no POSIX permissions");
    }

    /** Opens the directory in a process of its own and keeps it open. */
    static final class Holder {

        private Holder() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws Exception {
            try {
                DataDirectory.open(Path.of(arguments[0]));
                System.out.println("open");
                Thread.sleep(60_000);
            } catch (EmbeddedStoreException e) {
                System.out.println("refused");
            }
        }
    }
}
