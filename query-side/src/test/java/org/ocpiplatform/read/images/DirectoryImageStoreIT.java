package org.ocpiplatform.read.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.contract.images.ImageStore;

class DirectoryImageStoreIT extends ImageStoreContract {

    @TempDir
    Path directory;

    @Override
    ImageStore store() {
        return new DirectoryImageStore(directory);
    }

    @Override
    ImageStore reopened() {
        return new DirectoryImageStore(directory);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyThisUserCanReadAFileAndNothingElseIsLeft() throws IOException {
        store().store(NAME, content(10));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(NAME.value()))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve(NAME.value()));
        }
    }

    @Test
    void aFailureLeavesNothing() throws IOException {
        Files.createDirectory(directory.resolve(NAME.value()));
        Files.createFile(directory.resolve(NAME.value()).resolve("in-the-way"));

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> store().store(NAME, content(10)));

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve(NAME.value()));
        }
    }
}
