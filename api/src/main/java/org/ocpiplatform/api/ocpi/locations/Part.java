package org.ocpiplatform.api.ocpi.locations;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.ocpi.objects.IdText;
import org.ocpiplatform.api.ocpi.objects.JsonParts;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.EncodedJson;
import tools.jackson.databind.JsonNode;

/** What a path leads to below a location: an EVSE, or a connector of it. */
record Part(CiString evseUid, @Nullable CiString connectorId) {

    private static final int MAX_ID_LENGTH = 36;

    /** Who creates a part is told what is wrong with its id. */
    void requireCreatable() {
        IdText.creatable("the EVSE's uid", evseUid, MAX_ID_LENGTH);
        if (connectorId != null) {
            IdText.creatable("the connector's id", connectorId, MAX_ID_LENGTH);
        }
    }

    /**
     * The part of a location.
     *
     * @param location its JSON
     * @throws org.ocpiplatform.contract.Rejection if the location has no such part
     */
    JsonNode of(EncodedJson location) {
        JsonNode evses = location.tree().path("evses");
        JsonNode evse = JsonParts.element(evses, "uid", evseUid, ObjectKind.LOCATION);
        return connectorId == null
                ? evse
                : JsonParts.element(evse.path("connectors"), "id", connectorId, ObjectKind.LOCATION);
    }
}
