package org.ocpiplatform.simulator;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Objects by module and by the segments of their URLs, without regard to case, oldest first. */
final class ObjectStore {

    private final Map<DataModule, Map<String, ObjectNode>> objects = new EnumMap<>(DataModule.class);

    /** Stores a copy; says whether the object is new. */
    synchronized boolean put(DataModule module, List<String> segments, ObjectNode object) {
        return of(module).put(key(segments), object.deepCopy()) == null;
    }

    synchronized Optional<ObjectNode> find(DataModule module, List<String> segments) {
        return Optional.ofNullable(of(module).get(key(segments))).map(ObjectNode::deepCopy);
    }

    synchronized boolean remove(DataModule module, List<String> segments) {
        return of(module).remove(key(segments)) != null;
    }

    synchronized List<ObjectNode> all(DataModule module) {
        return of(module).values().stream().map(ObjectNode::deepCopy).toList();
    }

    synchronized void clear(DataModule module) {
        of(module).clear();
    }

    private Map<String, ObjectNode> of(DataModule module) {
        return objects.computeIfAbsent(module, absent -> new LinkedHashMap<>());
    }

    private static String key(List<String> segments) {
        return String.join("/", segments).toUpperCase(Locale.ROOT);
    }
}
