package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.eventstore.audit.SealingKeys;
import org.ocpiplatform.eventstore.audit.Witness.Sight;

class SealingKeyFilesIT {

    @TempDir
    private Path directory;

    private SealingKeys keys(Clock clock) {
        return new SealingKeyFiles(directory.resolve("keys"), clock).keys();
    }

    @Test
    void aKeyIsMadeOnceAndKept() throws Exception {
        SealingKeys first = keys(Clock.systemUTC());

        assertThat(first.known()).hasSize(1);
        assertThat(keys(Clock.systemUTC()).known()).isEqualTo(first.known());
        try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void anotherKeySignsWhenTheOneBeforeIsTakenAwayAndTheOldOneStillVerifies() throws Exception {
        SealingKeys first = keys(Clock.systemUTC());
        try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
            Files.delete(files.filter(file -> file.toString().endsWith(".key"))
                    .findFirst()
                    .orElseThrow());
        }

        SealingKeys second = keys(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(1)));

        assertThat(second.known()).hasSize(2).containsAllEntriesOf(first.known());
        assertThat(first.known()).as("a running node learns of it").hasSize(2);
    }

    @Test
    void aFileThatIsNoKeyIsNamed() throws Exception {
        keys(Clock.systemUTC());
        Files.writeString(directory.resolve("keys/99990101T000000000Z-0.key"), "nonsense");

        assertThatThrownBy(() -> keys(Clock.systemUTC()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("ocpi.audit.keys");
    }

    @Test
    void theLastCheckpointIsRememberedOverARestart() {
        Path file = directory.resolve("last-checkpoint");
        assertThat(new WitnessFile(file).last()).isEmpty();

        new WitnessFile(file).saw(new Sight(7, 1234, new byte[] {1, 2, -3}));

        Optional<Sight> remembered = new WitnessFile(file).last();
        assertThat(remembered).hasValueSatisfying(sight -> {
            assertThat(sight.number()).isEqualTo(7);
            assertThat(sight.lastPosition()).isEqualTo(1234);
            assertThat(sight.hash()).containsExactly(1, 2, -3);
        });
    }

    @Test
    void aRememberedCheckpointThatCannotBeReadIsNamed() throws Exception {
        Path file = directory.resolve("last-checkpoint");
        Files.writeString(file, "7 twelve");

        assertThatThrownBy(() -> new WitnessFile(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("last-checkpoint");
    }
}
