package org.ocpiplatform.api.backoffice.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.api.TestEdge.TestClock;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.ocpiplatform.ocpi.CiString;

/** Signing keys on a real disk, used by several nodes. */
class SigningKeysIT {

    @TempDir
    private Path parent;

    private final TestClock clock = new TestClock();

    @Test
    void keysAreFilesThatOnlyTheOwnerReads() throws Exception {
        SigningKeys keys = node();
        Path file = directory().resolve(keys.signing().getKeyID() + ".json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        ECKey stored = ECKey.parse(Files.readString(file));
        assertThat(stored.size()).isEqualTo(256);
        assertThat(stored.isPrivate()).isTrue();
        assertThat(files()).hasSize(1);
        assertThat(node().signing()).isEqualTo(keys.signing());
    }

    @Test
    void nodesThatStartAtOnceAgree() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<SigningKeys> starting = threads.submit(this::node);
            SigningKeys two = threads.submit(this::node).get();
            SigningKeys one = starting.get();
            assertThat(one.signing()).isEqualTo(two.signing());
            assertThat(one.list()).isEqualTo(two.list());
        }
    }

    @Test
    void aNewKeySignsOnEveryNodeAndTheOldOneStillVerifies() throws Exception {
        SigningKeys one = node();
        SigningKeys two = node();
        String old = one.signing().getKeyID();

        SigningKey made = one.rotate();

        assertThat(made.signing()).isTrue();
        assertThat(verifiable(two, made.kid())).isTrue();
        assertThat(verifiable(two, old)).isTrue();
        assertThat(two.signing().getKeyID()).isEqualTo(made.kid());
        assertThat(two.list()).extracting(SigningKey::kid).containsExactly(old, made.kid());
        assertThat(two.list()).extracting(SigningKey::signing).containsExactly(false, true);
        // In the same second, in which no clock could tell which is newer.
        assertThat(two.rotate().kid()).isEqualTo(one.signing().getKeyID());
    }

    @Test
    void aDeletedKeyVerifiesNothing() {
        SigningKeys one = node();
        SigningKeys two = node();
        String old = one.signing().getKeyID();

        assertThat(one.delete("unknown")).isFalse();
        assertThat(one.delete(old)).isTrue();

        assertThat(verifiable(one, old)).isFalse();
        assertThat(one.list())
                .singleElement()
                .satisfies(key -> assertThat(key.signing()).isTrue());
        assertThat(two.signing().getKeyID()).isEqualTo(one.signing().getKeyID());
        assertThat(verifiable(two, old)).isFalse();
    }

    @Test
    void aSupersededKeyGoesWhenAllThatItSignedHasExpired() throws Exception {
        SigningKeys keys = node();
        String old = keys.signing().getKeyID();
        clock.advance(Duration.ofDays(100));
        assertThat(keys.list()).hasSize(1);
        SigningKey made = keys.rotate();
        clock.advance(Duration.ofDays(30));
        assertThat(keys.list()).hasSize(2);
        clock.advance(Duration.ofMinutes(2));
        assertThat(keys.list()).extracting(SigningKey::kid).containsExactly(made.kid());
        assertThat(verifiable(keys, old)).isFalse();
        assertThat(files()).containsExactly(made.kid() + ".json");
    }

    @Test
    void whatIsNoKeyIsLeftAlone() throws Exception {
        Files.createDirectories(directory());
        Files.writeString(directory().resolve("broken.json"), "{");
        Files.writeString(directory().resolve("notes.txt"), "hello");
        SigningKeys keys = node();
        assertThat(keys.list()).hasSize(1);
        assertThat(verifiable(keys, "broken")).isFalse();
        assertThat(verifiable(keys, "../notes")).isFalse();
        assertThat(files()).hasSize(3);
    }

    private static boolean verifiable(SigningKeys keys, String kid) {
        try {
            return !keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(kid).build()), null)
                    .isEmpty();
        } catch (com.nimbusds.jose.KeySourceException e) {
            throw new AssertionError(e);
        }
    }

    private SigningKeys node() {
        return new SigningKeys(
                new BackOfficeSettings(
                        "", null, CiString.of("NL"), directory(), Duration.ofMinutes(15), Duration.ofDays(30), 1),
                clock);
    }

    private Path directory() {
        return parent.resolve("shared/signing-keys");
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
