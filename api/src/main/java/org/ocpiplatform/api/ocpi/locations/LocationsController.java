package org.ocpiplatform.api.ocpi.locations;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.locations.LocationCommand.PatchConnector;
import org.ocpiplatform.contract.locations.LocationCommand.PatchEvse;
import org.ocpiplatform.contract.locations.LocationCommand.PatchLocation;
import org.ocpiplatform.contract.locations.LocationCommand.PutConnector;
import org.ocpiplatform.contract.locations.LocationCommand.PutEvse;
import org.ocpiplatform.contract.locations.LocationCommand.PutLocation;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Locations with their EVSEs and connectors, as CPOs publish them through this platform, and as they push them to the
 * eMSPs on it. Only the owning CPO writes; that it may where it publishes OCPI leaves open.
 */
@OcpiInterface(module = "locations", role = InterfaceRole.SENDER, side = Side.CPO)
@OcpiInterface(module = "locations", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping({"/ocpi/cpo/2.3.0/locations", "/ocpi/emsp/2.3.0/locations"})
final class LocationsController {

    private static final ObjectKind KIND = ObjectKind.LOCATION;
    private static final String LOCATION = "/{country_code}/{party_id}/{location_id}";
    private static final String EVSE = LOCATION + "/{evse_uid}";
    private static final String CONNECTOR = EVSE + "/{connector_id}";

    private final ObjectRequests objects;

    LocationsController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping
    @Operation(summary = "The locations that are published here, or the copies of the caller's")
    OcpiAnswer list(Side side, OcpiExchange exchange, PageQuery query) {
        return objects.list(KIND, side, exchange, query);
    }

    /** Where CPOs publish, three segments may also be a location, an EVSE and a connector; no country is called so. */
    @GetMapping(LOCATION)
    @Operation(
            summary = "One location",
            description = "On the cpo side, if the first segment is not two letters: the connector of that location,"
                    + " EVSE and id.")
    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        if (side == Side.CPO && !path.namesOwner()) {
            ReplicaId id = objects.named(KIND, side, new ObjectId(path.owner().countryCode()), exchange);
            return part(id, exchange, new Part(path.owner().partyId(), path.id()));
        }
        return objects.get(path.readable(side, KIND), exchange);
    }

    @GetMapping(EVSE)
    @Operation(summary = "One EVSE")
    OcpiAnswer getEvse(Side side, OcpiExchange exchange, OwnerPath path, @PathVariable("evse_uid") CiString evseUid) {
        return part(path.readable(side, KIND), exchange, new Part(evseUid, null));
    }

    @GetMapping(CONNECTOR)
    @Operation(summary = "One connector")
    OcpiAnswer getConnector(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            @PathVariable("connector_id") CiString connectorId) {
        return part(path.readable(side, KIND), exchange, new Part(evseUid, connectorId));
    }

    private OcpiAnswer part(ReplicaId id, OcpiExchange exchange, Part part) {
        return OcpiAnswer.value(part.of(objects.find(id, exchange)));
    }

    @PutMapping(LOCATION)
    @Operation(summary = "The owning CPO creates or replaces a location; EVSEs that it leaves out become REMOVED")
    @BodyExample("location")
    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.creatable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutLocation(id, body.valid(Location.class)));
    }

    @PutMapping(EVSE)
    @Operation(summary = "The owning CPO creates or replaces an EVSE")
    @BodyExample("evse")
    OcpiAnswer putEvse(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        new Part(evseUid, null).requireCreatable();
        return objects.write(id, exchange, new PutEvse(id, evseUid, body.valid(Evse.class)));
    }

    @PutMapping(CONNECTOR)
    @Operation(summary = "The owning CPO creates or replaces a connector")
    @BodyExample("connector")
    OcpiAnswer putConnector(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            @PathVariable("connector_id") CiString connectorId,
            JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        new Part(evseUid, connectorId).requireCreatable();
        return objects.write(id, exchange, new PutConnector(id, evseUid, connectorId, body.valid(Connector.class)));
    }

    @PatchMapping(LOCATION)
    @Operation(summary = "The owning CPO changes fields of a location; EVSEs are added, or replaced by uid")
    @BodyExample("location-patch")
    OcpiAnswer patch(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchLocation(id, body.object()));
    }

    @PatchMapping(EVSE)
    @Operation(summary = "The owning CPO changes fields of an EVSE")
    @BodyExample("evse-patch")
    OcpiAnswer patchEvse(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchEvse(id, evseUid, body.object()));
    }

    @PatchMapping(CONNECTOR)
    @Operation(summary = "The owning CPO changes fields of a connector")
    @BodyExample("connector-patch")
    OcpiAnswer patchConnector(
            Side side,
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            @PathVariable("connector_id") CiString connectorId,
            JsonBody body) {
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PatchConnector(id, evseUid, connectorId, body.object()));
    }
}
