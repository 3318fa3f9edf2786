package org.ocpiplatform.ocpi.json;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** Paths as partners read them, from what Jackson reports. */
public final class JsonPaths {

    private JsonPaths() {}

    /** {@code charging_periods[0].dimensions} for the field that an exception names. */
    public static String of(JacksonException exception) {
        return exception.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
