package org.ocpiplatform.ocpi.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import java.util.TreeMap;
import org.ocpiplatform.ocpi.json.JsonPaths;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether objects in JSON are read, valid and written back. */
public final class ObjectChecks {

    private ObjectChecks() {}

    /** The same object with another value at a path such as {@code taxes[0].name}; null takes the field away. */
    public static ObjectNode with(ObjectNode object, String path, String value) {
        ObjectNode changed = object.deepCopy();
        String pointer = "/" + path.replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
        int field = pointer.lastIndexOf('/');
        JsonNode parent = changed.at(pointer.substring(0, field));
        ((ObjectNode) parent)
                .set(pointer.substring(field + 1), OcpiJson.mapper().readTree(value));
        return changed;
    }

    /** The object, read and validated. */
    public static <T> T read(ObjectNode json, Class<T> type) {
        return Validation.valid(OcpiJson.mapper().treeToValue(json, type));
    }

    /** Checks that an object is valid. */
    public static void assertAccepted(ObjectNode json, Class<?> type) {
        assertThatNoException().isThrownBy(() -> read(json, type));
    }

    /** Checks that an object breaks one rule. */
    public static void assertRefused(ObjectNode json, Class<?> type, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> read(json, type))
                .withMessage(message);
    }

    /** Checks that an object has a value of a wrong kind at a path. */
    public static void assertUnreadable(ObjectNode json, Class<?> type, String path) {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> read(json, type))
                .satisfies(e -> assertThat(JsonPaths.of(e)).isEqualTo(path));
    }

    /** Checks that an object is valid and has all its fields, digits and spellings when it is written again. */
    public static void assertWrittenBack(ObjectNode json, Class<?> type) {
        String written = OcpiJson.mapper().writeValueAsString(read(json, type));

        assertThat(valuesByPath(OcpiJson.mapper().readTree(written))).isEqualTo(valuesByPath(json));
    }

    /** Every value as it is written, so that {@code 1.10} is not {@code 1.1}, by its JSON pointer. */
    private static Map<String, String> valuesByPath(JsonNode json) {
        Map<String, String> values = new TreeMap<>();
        collect("", json, values);
        return values;
    }

    private static void collect(String path, JsonNode node, Map<String, String> values) {
        if (node.isEmpty()) {
            values.put(path, OcpiJson.mapper().writeValueAsString(node));
        } else if (node.isObject()) {
            node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), values));
        } else {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), values);
            }
        }
    }
}
