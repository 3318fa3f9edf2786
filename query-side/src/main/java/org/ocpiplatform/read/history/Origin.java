package org.ocpiplatform.read.history;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.history.Actor;
import org.ocpiplatform.eventstore.StoredEvent;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Where an event comes from, by the metadata that are stored with it. */
record Origin(
        Actor actor, @Nullable String requestId, @Nullable String correlationId) {

    /** The origin of an event; all of it is absent if its metadata cannot be read. */
    static Origin of(StoredEvent event) {
        JsonNode metadata = read(event.metadata());
        return new Origin(
                new Actor(
                        text(metadata, MessageOrigin.PARTNER_ID),
                        text(metadata, MessageOrigin.COUNTRY_CODE),
                        text(metadata, MessageOrigin.PARTY_ID),
                        text(metadata, MessageOrigin.USER_ID)),
                text(metadata, MessageOrigin.REQUEST_ID),
                text(metadata, MessageOrigin.CORRELATION_ID));
    }

    private static JsonNode read(byte[] metadata) {
        try {
            return OcpiJson.mapper().readTree(metadata);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String text(JsonNode metadata, String key) {
        JsonNode value = metadata.path(key);
        return value.isString() ? value.asString() : null;
    }
}
