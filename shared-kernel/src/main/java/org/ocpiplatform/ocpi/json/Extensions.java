package org.ocpiplatform.ocpi.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Helpers for the parts of an OCPI object that its record's constructor completes. */
public final class Extensions {

    private Extensions() {}

    /**
     * The unknown fields of an object, by name; none if absent. Jackson hands them over in the reverse of the order in
     * which they came, and what is written of an object must not depend on how often it was read.
     */
    public static Map<String, JsonNode> copyOf(@Nullable Map<String, JsonNode> fields) {
        return fields == null || fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /** The elements of a list of OCPI cardinality {@code *}, for which absent, null and empty are the same. */
    public static <E> List<E> listOf(@Nullable List<E> elements) {
        // List.copyOf refuses null elements, which only validation may report, with the field's name.
        return elements == null || elements.isEmpty() ? List.of() : Collections.unmodifiableList(elements);
    }
}
