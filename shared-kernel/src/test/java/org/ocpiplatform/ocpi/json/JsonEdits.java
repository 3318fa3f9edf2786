package org.ocpiplatform.ocpi.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes to JSON that a partner sends. */
public final class JsonEdits {

    private JsonEdits() {}

    /** A copy with another value at a path such as {@code evses[0].uid}. */
    public static ObjectNode with(ObjectNode json, String path, String value) {
        ObjectNode copy = json.deepCopy();
        String pointer = "/" + path.replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
        int last = pointer.lastIndexOf('/');
        String field = pointer.substring(last + 1);
        JsonNode parsed = OcpiJson.mapper().readTree(value);
        JsonNode parent = copy.at(pointer.substring(0, last));
        switch (parent) {
            case ObjectNode object -> object.set(field, parsed);
            case ArrayNode array -> array.set(Integer.parseInt(field), parsed);
            default -> throw new IllegalArgumentException("nothing at " + path);
        }
        return copy;
    }
}
