package org.ocpiplatform.api.ocpi.locations;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.ocpi.objects.IdText;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

/** What a path leads to below a location: an EVSE, or a connector of it. */
record Part(CiString evseUid, @Nullable CiString connectorId) {

    private static final int MAX_ID_LENGTH = 36;

    /** The same, of something that may not exist yet; who creates it is told what is wrong with its id. */
    Part creatable() {
        if (!IdText.fits(evseUid, MAX_ID_LENGTH)) {
            throw Rejection.invalid(IdText.demand("the EVSE's uid", MAX_ID_LENGTH));
        }
        if (connectorId != null && !IdText.fits(connectorId, MAX_ID_LENGTH)) {
            throw Rejection.invalid(IdText.demand("the connector's id", MAX_ID_LENGTH));
        }
        return this;
    }

    /**
     * The part of a location.
     *
     * @param location its JSON
     * @throws Rejection if the location has no such part
     */
    JsonNode of(String location) {
        JsonNode evse = element(OcpiJson.mapper().readTree(location).path("evses"), "uid", evseUid);
        return connectorId == null ? evse : element(evse.path("connectors"), "id", connectorId);
    }

    private static JsonNode element(JsonNode list, String idField, CiString id) {
        for (JsonNode element : list.values()) {
            if (CiString.of(element.path(idField).asString()).equals(id)) {
                return element;
            }
        }
        throw ObjectKind.LOCATION.notFound();
    }
}
