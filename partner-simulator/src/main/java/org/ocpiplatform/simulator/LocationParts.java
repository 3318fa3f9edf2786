package org.ocpiplatform.simulator;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The EVSEs and connectors inside a Location, by the segments that follow its own in a URL. */
final class LocationParts {

    private LocationParts() {}

    /** The object itself if there are no segments, else the EVSE or connector that they name. */
    static Optional<ObjectNode> find(ObjectNode object, List<String> segments) {
        ObjectNode part = object;
        for (int level = 0; level < segments.size(); level++) {
            Optional<ObjectNode> child = child(part.path(list(level)), id(level), segments.get(level));
            if (child.isEmpty()) {
                return Optional.empty();
            }
            part = child.get();
        }
        return Optional.of(part);
    }

    /** Puts an EVSE or connector into a Location, in place of the one with its id; false if its parent is unknown. */
    static boolean put(ObjectNode location, List<String> segments, ObjectNode part) {
        int level = segments.size() - 1;
        Optional<ObjectNode> parent = find(location, segments.subList(0, level));
        if (parent.isEmpty() || level > 1) {
            return false;
        }
        ArrayNode siblings = parent.get().path(list(level)) instanceof ArrayNode present
                ? present
                : parent.get().putArray(list(level));
        replace(siblings, id(level), part);
        return true;
    }

    /** Puts an element into a list, in place of the one with the same id. */
    static void replace(ArrayNode list, String idField, JsonNode element) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(idField).equals(element.path(idField))) {
                list.set(i, element);
                return;
            }
        }
        list.add(element);
    }

    private static Optional<ObjectNode> child(JsonNode list, String idField, String id) {
        for (JsonNode each : list) {
            if (each instanceof ObjectNode object
                    && each.path(idField).asString("").equalsIgnoreCase(id)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    private static String list(int level) {
        return level == 0 ? "evses" : "connectors";
    }

    private static String id(int level) {
        return level == 0 ? "uid" : "id";
    }

    /** Whatever contains a part that has changed has changed with it, as late as the part (OCPI 2.3.0, Locations). */
    static void touch(ObjectNode location, List<String> segments, JsonNode lastUpdated) {
        for (int depth = 0; depth < segments.size(); depth++) {
            find(location, segments.subList(0, depth))
                    .filter(whole -> lastUpdated.isString()
                            && whole.path("last_updated").asString("").compareTo(lastUpdated.asString()) < 0)
                    .ifPresent(whole -> whole.set("last_updated", lastUpdated));
        }
    }
}
