package org.ocpiplatform.ocpi.json;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OCPI's PATCH of one record type: every named top-level field is replaced as a whole, null means absent, and lists may
 * be merged in another way (OCPI 2.3.0, transport chapter; not RFC 7396). Only the named fields are bound, so the
 * cost does not grow with what stays as it is.
 *
 * @param <T> the record that is patched
 */
public final class RecordPatch<T extends Record> {

    /** One for each component, in the record's order. */
    private final List<Field> fields;

    private final Set<String> names;
    private final int extensionsIndex;
    private final MethodHandle constructor;

    private RecordPatch(List<Field> fields, int extensionsIndex, MethodHandle constructor) {
        this.fields = fields;
        // The unknown fields' own component has no name in JSON, so a partner may use its Java name.
        Field extensions = fields.get(extensionsIndex);
        this.names = fields.stream()
                .filter(field -> field != extensions)
                .map(Field::name)
                .collect(Collectors.toUnmodifiableSet());
        this.extensionsIndex = extensionsIndex;
        this.constructor = constructor;
    }

    /**
     * The patch of a record type of this package's callers.
     *
     * @param lookup with access to the record's constructor and accessors
     * @param type a record with a component annotated {@link JsonAnySetter}
     * @param merged how lists are merged that a patch does not replace, by their JSON names
     */
    public static <T extends Record> RecordPatch<T> of(
            MethodHandles.Lookup lookup, Class<T> type, Map<String, Merge> merged) {
        RecordComponent[] components = type.getRecordComponents();
        List<Field> fields = new ArrayList<>(components.length);
        int extensions = -1;
        Class<?>[] parameters = new Class<?>[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                RecordComponent component = components[i];
                parameters[i] = component.getType();
                MethodHandle accessor = lookup.unreflect(component.getAccessor());
                String name = JsonNames.snakeCase(component.getName());
                JavaType bound = OcpiJson.mapper().constructType(component.getGenericType());
                fields.add(new Field(name, accessor, bound, merged.getOrDefault(name, Merge.REPLACE)));
                if (component.getAccessor().isAnnotationPresent(JsonAnySetter.class)) {
                    extensions = i;
                }
            }
            if (extensions < 0) {
                throw new IllegalArgumentException(type + " has no component for unknown fields");
            }
            MethodHandle constructor = lookup.unreflectConstructor(type.getDeclaredConstructor(parameters))
                    .asSpreader(Object[].class, components.length);
            return new RecordPatch<>(fields, extensions, constructor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " cannot be patched", e);
        }
    }

    /** How the list of a patch and the list that is there become one. */
    @FunctionalInterface
    public interface Merge {

        /** The patch's list takes the place of the other. */
        Merge REPLACE = (current, patch) -> patch;

        /** The patch's elements come after those that are there. */
        Merge APPEND = (current, patch) -> {
            List<Object> both = new ArrayList<>(current.size() + patch.size());
            both.addAll(current);
            both.addAll(patch);
            return both;
        };

        List<?> merged(List<?> current, List<?> patch);
    }

    /** A way to merge lists of one element type. */
    @SuppressWarnings("unchecked")
    public static <E> Merge merge(BinaryOperator<List<E>> merge) {
        return (current, patch) -> merge.apply((List<E>) current, (List<E>) patch);
    }

    /** The patch without its null fields, which say nothing. */
    public static ObjectNode normalise(ObjectNode patch) {
        ObjectNode normal = JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                normal.set(field.getKey(), field.getValue());
            }
        });
        return normal;
    }

    /**
     * The record after the patch; not validated.
     *
     * @throws JacksonException if a field has another JSON type than the record's; its path names the field
     */
    @SuppressWarnings("unchecked")
    public T apply(T current, ObjectNode patch) {
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            Object value = field.read(current);
            if (i == extensionsIndex) {
                values[i] = extended((Map<String, JsonNode>) value, patch);
            } else {
                JsonNode change = patch.get(field.name);
                values[i] = change == null || change.isNull() ? value : field.changed(value, change);
            }
        }
        try {
            return (T) constructor.invoke(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, JsonNode> extended(@Nullable Map<String, JsonNode> current, ObjectNode patch) {
        Map<String, JsonNode> extensions = new LinkedHashMap<>(current == null ? Map.of() : current);
        patch.properties().forEach(field -> {
            if (!names.contains(field.getKey()) && !field.getValue().isNull()) {
                extensions.put(field.getKey(), field.getValue());
            }
        });
        return extensions;
    }

    private record Field(String name, MethodHandle accessor, JavaType type, Merge merge) {

        @Nullable
        Object read(Object record) {
            try {
                return accessor.invoke(record);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        @Nullable
        Object changed(@Nullable Object current, JsonNode change) {
            Object value;
            try {
                value = OcpiJson.mapper().readerFor(type).readValue(change);
            } catch (JacksonException e) {
                e.prependPath(Object.class, name);
                throw e;
            }
            if (current instanceof List<?> before && value instanceof List<?> incoming) {
                return merge.merged(before, incoming);
            }
            return value;
        }
    }
}
