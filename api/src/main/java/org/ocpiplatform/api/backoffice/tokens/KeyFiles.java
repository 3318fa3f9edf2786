package org.ocpiplatform.api.backoffice.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ocpiplatform.contract.files.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of the signing keys, each a JWK with its private part in a file named after it, which only this user can
 * read. Several nodes may use it at the same time.
 */
final class KeyFiles {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
    private static final String ENDING = ".json";
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Path directory;

    /**
     * The files in a directory, which is created if missing.
     *
     * @throws IOException if it cannot be
     */
    KeyFiles(Path directory) throws IOException {
        this.directory = directory.toAbsolutePath();
        PrivateFiles.createDirectory(this.directory);
    }

    /** The ids of the keys that are there. */
    Set<String> ids() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(id -> KEY_ID.matcher(id).matches())
                    .collect(Collectors.toSet());
        }
    }

    boolean exists(String id) {
        return KEY_ID.matcher(id).matches() && Files.exists(file(id));
    }

    /** The key, unless it has been deleted meanwhile or its file holds something else. */
    Optional<ECKey> read(String id) throws IOException {
        try {
            ECKey key = ECKey.parse(Files.readString(file(id)));
            if (key.isPrivate() && id.equals(key.getKeyID()) && key.getIssueTime() != null) {
                return Optional.of(key);
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            // Neither is told further: the message may quote the file.
        }
        LOG.warn("{} is no signing key and is left out", file(id));
        return Optional.empty();
    }

    /** Stores a key on disk before it returns; others see the whole file or none. */
    void write(ECKey key) throws IOException {
        PrivateFiles.write(file(key.getKeyID()), key.toJSONString().getBytes(UTF_8));
    }

    /** Deletes a key for good; one that is gone already is fine. */
    void delete(String id) throws IOException {
        PrivateFiles.delete(file(id));
    }

    private Path file(String id) {
        return directory.resolve(id + ENDING);
    }
}
