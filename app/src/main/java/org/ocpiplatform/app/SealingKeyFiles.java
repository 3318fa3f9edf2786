package org.ocpiplatform.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ocpiplatform.contract.files.PrivateFiles;
import org.ocpiplatform.eventstore.audit.SealingKeys;

/**
 * The keys of checkpoints as files of a directory, in PEM: {@code <time>-<id>.key} signs, {@code <time>-<id>.pub}
 * verifies. The latest one that can sign does. To have another one sign, the {@code .key} file is taken away before a
 * start; the {@code .pub} file stays for as long as there are checkpoints that were signed with it.
 */
final class SealingKeyFiles {

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = ".key";
    private static final String PUBLIC = ".pub";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Clock clock;

    SealingKeyFiles(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * The keys in the directory; a first one is made if none can sign.
     *
     * @throws UncheckedIOException if they cannot be read or stored
     */
    SealingKeys keys() {
        try {
            PrivateFiles.createDirectory(directory);
            Optional<Path> latest = files(PRIVATE).max(Comparator.naturalOrder());
            return new SealingKeys(latest.isPresent() ? read(latest.get()) : make(), this::publicKeys);
        } catch (IOException e) {
            throw unusable(e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(new IOException(e));
        }
    }

    private UncheckedIOException unusable(IOException cause) {
        return new UncheckedIOException(
                "the keys of checkpoints in " + directory + " (ocpi.audit.keys) cannot be read or stored", cause);
    }

    private Stream<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()
                    .stream();
        }
    }

    private KeyPair make() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        String name = TIME.format(clock.instant()) + "-" + SealingKeys.idOf(pair.getPublic());
        // The public one first: whoever finds a key that signs must find the one that verifies.
        PrivateFiles.write(
                directory.resolve(name + PUBLIC),
                pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        PrivateFiles.write(
                directory.resolve(name + PRIVATE),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        return pair;
    }

    private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
        String name = file.getFileName().toString();
        Path verifying = file.resolveSibling(name.substring(0, name.length() - PRIVATE.length()) + PUBLIC);
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(content(verifying))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(content(file))));
    }

    private List<PublicKey> publicKeys() {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            List<PublicKey> keys = new ArrayList<>();
            for (Path file : files(PUBLIC).toList()) {
                keys.add(factory.generatePublic(new X509EncodedKeySpec(content(file))));
            }
            return keys;
        } catch (IOException e) {
            throw unusable(e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(new IOException(e));
        }
    }

    private static byte[] pem(String what, byte[] encoded) {
        return ("-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                        + "\n-----END " + what + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] content(Path file) throws IOException {
        return Base64.getMimeDecoder()
                .decode(Files.readString(file, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", ""));
    }
}
