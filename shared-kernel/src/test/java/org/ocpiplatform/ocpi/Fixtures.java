package org.ocpiplatform.ocpi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

/** Objects of invented operators, as JSON files. */
public final class Fixtures {

    private Fixtures() {}

    /** The object in a file such as {@code dutch/location.json}. */
    public static ObjectNode json(String file) {
        return (ObjectNode) OcpiJson.mapper().readTree(text(file));
    }

    /** The text of a file such as {@code dutch/location.json}. */
    public static String text(String file) {
        try (InputStream stream = Fixtures.class.getResourceAsStream("/fixtures/" + file)) {
            return new String(
                    Objects.requireNonNull(stream, () -> "no fixture " + file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
