package org.ocpiplatform.api.ocpi.locations;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.IdText;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.locations.LocationCommand.PatchConnector;
import org.ocpiplatform.contract.locations.LocationCommand.PatchEvse;
import org.ocpiplatform.contract.locations.LocationCommand.PatchLocation;
import org.ocpiplatform.contract.locations.LocationCommand.PutConnector;
import org.ocpiplatform.contract.locations.LocationCommand.PutEvse;
import org.ocpiplatform.contract.locations.LocationCommand.PutLocation;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Requests about Locations and what is in them, the same on either side: only the owning CPO writes. */
@Component
final class LocationRequests {

    private static final ObjectKind KIND = ObjectKind.LOCATION;
    private static final int MAX_PART_ID = 36;

    private final ObjectRequests objects;

    LocationRequests(ObjectRequests objects) {
        this.objects = objects;
    }

    /** What a path leads to below a location: an EVSE, and a connector of it. */
    record Part(CiString evseUid, @Nullable CiString connectorId) {

        static Part of(CiString evseUid) {
            return new Part(evseUid, null);
        }

        static Part of(CiString evseUid, CiString connectorId) {
            return new Part(evseUid, connectorId);
        }

        /** Who creates something is told what is wrong with its id. */
        Part creatable() {
            if (!IdText.fits(evseUid, MAX_PART_ID)) {
                throw Rejection.invalid(IdText.demand("the EVSE's uid", MAX_PART_ID));
            }
            if (connectorId != null && !IdText.fits(connectorId, MAX_PART_ID)) {
                throw Rejection.invalid(IdText.demand("the connector's id", MAX_PART_ID));
            }
            return this;
        }
    }

    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path, Part part) {
        return get(path.readable(side, KIND), exchange, part);
    }

    /** The location of that id, whoever owns it. */
    OcpiAnswer get(Side side, OcpiExchange exchange, ObjectId id) {
        return objects.get(objects.named(KIND, side, id, exchange), exchange);
    }

    OcpiAnswer get(Side side, OcpiExchange exchange, ObjectId id, Part part) {
        return get(objects.named(KIND, side, id, exchange), exchange, part);
    }

    private OcpiAnswer get(ReplicaId id, OcpiExchange exchange, Part part) {
        JsonNode location = OcpiJson.mapper().readTree(objects.find(id, exchange));
        JsonNode evse = element(location.path("evses"), "uid", part.evseUid());
        JsonNode shown = part.connectorId() == null ? evse : element(evse.path("connectors"), "id", part.connectorId());
        return OcpiAnswer.value(shown);
    }

    private static JsonNode element(JsonNode list, String idField, CiString id) {
        for (JsonNode element : list.values()) {
            if (CiString.of(element.path(idField).asString()).equals(id)) {
                return element;
            }
        }
        throw KIND.notFound();
    }

    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutLocation(id, body.valid(Location.class)));
    }

    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, Part part, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        Part created = part.creatable();
        return objects.write(
                id,
                exchange,
                created.connectorId() == null
                        ? new PutEvse(id, created.evseUid(), body.valid(Evse.class))
                        : new PutConnector(id, created.evseUid(), created.connectorId(), body.valid(Connector.class)));
    }

    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchLocation(id, body.object()));
    }

    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, Part part, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(
                id,
                exchange,
                part.connectorId() == null
                        ? new PatchEvse(id, part.evseUid(), body.object())
                        : new PatchConnector(id, part.evseUid(), part.connectorId(), body.object()));
    }
}
