package org.ocpiplatform.api.ocpi.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.ocpiplatform.api.EdgeSettings;

/** The bodies that {@link BodyExample} names. */
public final class BodyExamples {

    private BodyExamples() {}

    /** The JSON of an example. */
    public static byte[] read(String name) {
        try (InputStream in = EdgeSettings.class.getResourceAsStream("examples/" + name + ".json")) {
            return Objects.requireNonNull(in, "there is no example " + name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
