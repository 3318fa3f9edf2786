package org.ocpiplatform.ocpi.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON to compare by every digit; as trees, 1.0 and 1.00 could pass for the same. */
public final class ExactJson {

    private static final JsonMapper SORTED = OcpiJson.mapper()
            .rebuild()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private ExactJson() {}

    /** The text of a tree, which does not depend on the order of fields. */
    public static String of(JsonNode json) {
        return SORTED.writeValueAsString(json);
    }
}
