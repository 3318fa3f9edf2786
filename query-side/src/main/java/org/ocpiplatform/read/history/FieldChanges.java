package org.ocpiplatform.read.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.history.FieldChange;
import tools.jackson.databind.JsonNode;

/**
 * The differences between an object before an event and after it. Objects are compared field by field, arrays place by
 * place.
 */
final class FieldChanges {

    private FieldChanges() {}

    /** What differs, in the order of the fields: those of before, then those that are new; none of both is none. */
    static List<FieldChange> between(@Nullable JsonNode before, @Nullable JsonNode after) {
        List<FieldChange> changes = new ArrayList<>();
        collect("", before, after, changes);
        return changes;
    }

    private static void collect(
            String path, @Nullable JsonNode before, @Nullable JsonNode after, List<FieldChange> changes) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (before == null || after == null || !comparable(before, after)) {
            changes.add(new FieldChange(path, before, after));
        } else if (before.isObject()) {
            before.properties()
                    .forEach(field -> collect(
                            path + "/" + escaped(field.getKey()),
                            field.getValue(),
                            after.get(field.getKey()),
                            changes));
            after.properties().stream()
                    .filter(field -> !before.has(field.getKey()))
                    .forEach(field -> collect(path + "/" + escaped(field.getKey()), null, field.getValue(), changes));
        } else {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                collect(path + "/" + i, before.get(i), after.get(i), changes);
            }
        }
    }

    private static boolean comparable(JsonNode before, JsonNode after) {
        return (before.isObject() && after.isObject()) || (before.isArray() && after.isArray());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
