package org.ocpiplatform.write.pushes;

import java.math.BigDecimal;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.privacy.PersonalData;
import org.ocpiplatform.ocpi.bookings.Booking;
import org.ocpiplatform.ocpi.bookings.BookingLocation;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tokens.Token;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether two JSON texts are the same object: absent fields, nulls and empty lists are one, and so are 1.5 and 1.50.
 */
final class Comparison {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int MAX_ZEROS = 40;

    private Comparison() {}

    private static Class<?> type(ObjectKind kind) {
        return switch (kind) {
            case LOCATION -> Location.class;
            case TARIFF -> Tariff.class;
            case SESSION -> Session.class;
            case CDR -> Cdr.class;
            case TOKEN -> Token.class;
            case BOOKING -> Booking.class;
            case BOOKING_LOCATION -> BookingLocation.class;
            case ACTIVE_CHARGING_PROFILE,
                    CLIENT_INFO,
                    FINANCIAL_ADVICE_CONFIRMATION,
                    INVOICE_RECONCILIATION_RECORD,
                    TERMINAL -> throw new IllegalArgumentException(kind + " is not compared");
        };
    }

    /** Whether what the partner has is our object. */
    static boolean same(ObjectKind kind, String ours, JsonNode theirs) {
        Object our = read(kind, unlessErased(OcpiJson.mapper().readTree(ours), theirs));
        try {
            return our.equals(read(kind, theirs));
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Our object with theirs in place of what was erased here: what partners keep of it is no difference. */
    private static JsonNode unlessErased(JsonNode ours, JsonNode theirs) {
        if (ours.isString()) {
            return PersonalData.isErased(ours.asString()) && !theirs.isMissingNode() ? theirs : ours;
        }
        if (ours instanceof ObjectNode object) {
            ObjectNode merged = NODES.objectNode();
            object.properties()
                    .forEach(field ->
                            merged.set(field.getKey(), unlessErased(field.getValue(), theirs.path(field.getKey()))));
            return merged;
        }
        if (ours instanceof ArrayNode array) {
            ArrayNode merged = NODES.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                merged.add(unlessErased(array.get(i), theirs.path(i)));
            }
            return merged;
        }
        return ours;
    }

    private static Object read(ObjectKind kind, JsonNode json) {
        return OcpiJson.mapper().treeToValue(plain(json), type(kind));
    }

    /** The same with every number in its shortest form; 20, 20.0 and 2E1 are one. */
    private static JsonNode plain(JsonNode json) {
        if (json.isNumber()) {
            BigDecimal value = json.decimalValue().stripTrailingZeros();
            // What has more digits is left alone: a partner must not make us write them all.
            return value.scale() > 0 || value.scale() < -MAX_ZEROS
                    ? NODES.numberNode(value)
                    : NODES.numberNode(value.toBigIntegerExact());
        }
        if (json instanceof ObjectNode object) {
            ObjectNode plain = NODES.objectNode();
            object.properties().forEach(field -> plain.set(field.getKey(), plain(field.getValue())));
            return plain;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode plain = NODES.arrayNode();
            array.values().forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return json;
    }
}
