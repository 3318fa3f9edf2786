package org.ocpiplatform.contract.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesIT {

    @TempDir
    private Path root;

    @Test
    void whatIsWrittenIsThereForItsOwnerOnly() throws IOException {
        Path directory = root.resolve("a").resolve("b");
        PrivateFiles.createDirectory(directory);
        PrivateFiles.createDirectory(directory);
        Path file = directory.resolve("file");

        PrivateFiles.write(file, "one".getBytes(UTF_8));
        PrivateFiles.write(file, "another".getBytes(UTF_8));

        assertThat(file).content().isEqualTo("another");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeGoneBefore() throws IOException {
        Path file = root.resolve("file");
        PrivateFiles.write(file, new byte[1]);

        PrivateFiles.delete(file);
        PrivateFiles.delete(file);

        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path taken = Files.createDirectory(root.resolve("taken"));
        Files.createFile(taken.resolve("content"));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> PrivateFiles.write(taken, new byte[1]));

        try (Stream<Path> files = Files.list(root)) {
            assertThat(files).containsExactly(taken);
        }
    }
}
