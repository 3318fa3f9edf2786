package org.ocpiplatform.write.pushes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.ObjectKind;
import tools.jackson.databind.JsonNode;

/**
 * The ids of an object as its owner spells them. Partners that mind the case of ids are given the same ones in every
 * URL and body; an aggregate's identifier is upper-cased.
 *
 * @param type of a token
 */
record Spelling(
        String countryCode,
        String partyId,
        String id,
        @Nullable String type) {

    /** The ids in an object of a kind that carries those of its owner. */
    static Spelling of(ObjectKind kind, JsonNode object) {
        boolean token = kind == ObjectKind.TOKEN;
        String id = switch (kind) {
            case TOKEN -> "uid";
            case CLIENT_INFO -> "role";
            default -> "id";
        };
        return new Spelling(
                text(object, "country_code"),
                text(object, "party_id"),
                text(object, id),
                token ? text(object, "type") : null);
    }

    /** The path of the object, or of a part of it, in the form that names its owner. */
    List<String> path(ObjectKind kind, String... parts) {
        List<String> path = new ArrayList<>(List.of(countryCode, partyId));
        if (kind == ObjectKind.BOOKING_LOCATION) {
            path.add(kind.segment());
        }
        if (kind != ObjectKind.CLIENT_INFO) {
            path.add(id);
        }
        path.addAll(List.of(parts));
        return path;
    }

    /** What the query has to say beside the path; none if nothing. */
    @Nullable
    String query() {
        return type == null ? null : "type=" + URLEncoder.encode(type, StandardCharsets.UTF_8);
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asString();
    }
}
