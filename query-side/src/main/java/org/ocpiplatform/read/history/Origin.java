package org.ocpiplatform.read.history;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.history.Actor;
import org.ocpiplatform.eventstore.StoredEvent;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Where an event comes from, by the metadata that are stored with it. */
record Origin(
        Actor actor, @Nullable String requestId, @Nullable String correlationId) {

    /** The origin of an event; all of it is absent if its metadata cannot be read. */
    static Origin of(StoredEvent event) {
        Map<String, String> metadata = read(event.metadata());
        return new Origin(
                new Actor(
                        metadata.get(MessageOrigin.PARTNER_ID),
                        metadata.get(MessageOrigin.COUNTRY_CODE),
                        metadata.get(MessageOrigin.PARTY_ID),
                        metadata.get(MessageOrigin.USER_ID)),
                metadata.get(MessageOrigin.REQUEST_ID),
                metadata.get(MessageOrigin.CORRELATION_ID));
    }

    /** Those of the fields that are texts. */
    private static Map<String, String> read(byte[] metadata) {
        try (JsonParser parser = OcpiJson.mapper().createParser(metadata)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            Map<String, String> texts = new HashMap<>();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getString());
                } else {
                    texts.remove(name);
                    parser.skipChildren();
                }
            }
            return parser.nextToken() == null ? texts : Map.of();
        } catch (JacksonException e) {
            return Map.of();
        }
    }
}
