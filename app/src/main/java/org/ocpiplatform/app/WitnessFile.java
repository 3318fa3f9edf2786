package org.ocpiplatform.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.files.PrivateFiles;
import org.ocpiplatform.eventstore.audit.Witness;

/**
 * The last checkpoint in a file: number, last position and hash, with blanks in between. Whoever puts an older event
 * store back on purpose deletes it.
 */
final class WitnessFile implements Witness {

    private static final int PARTS = 3;

    private final Path file;
    private volatile @Nullable Sight last;

    /** @throws UncheckedIOException if there is a file that cannot be read */
    WitnessFile(Path file) {
        this.file = file;
        try {
            this.last = Files.exists(file) ? parse(Files.readString(file, StandardCharsets.US_ASCII)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(file + " cannot be read", new IOException(e));
        }
    }

    private static Sight parse(String text) {
        String[] parts = text.strip().split(" ");
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("it does not hold a number, a position and a hash");
        }
        return new Sight(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                HexFormat.of().parseHex(parts[2]));
    }

    @Override
    public Optional<Sight> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public void saw(Sight checkpoint) {
        try {
            PrivateFiles.write(
                    file,
                    (checkpoint.number() + " " + checkpoint.lastPosition() + " "
                                    + HexFormat.of().formatHex(checkpoint.hash()) + "\n")
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("the last checkpoint could not be remembered", e);
        }
        last = checkpoint;
    }
}
