package org.ocpiplatform.api.ocpi.locations;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.locations.LocationRequests.Part;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Locations as CPOs publish them through this platform; the owning CPO's own system feeds them in, which OCPI leaves open. */
@OcpiInterface(module = "locations", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping(LocationsSender.PATH)
final class LocationsSender {

    static final String PATH = "/ocpi/cpo/2.3.0/locations";

    private static final String LOCATION = "/{country_code}/{party_id}/{location_id}";
    private static final String EVSE = LOCATION + "/{evse_uid}";
    private static final String CONNECTOR = EVSE + "/{connector_id}";

    private final LocationRequests locations;

    LocationsSender(LocationRequests locations) {
        this.locations = locations;
    }

    @GetMapping
    @Operation(summary = "The locations that are published here")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return locations.list(Side.CPO, exchange, query);
    }

    @GetMapping("/{location_id}")
    @Operation(summary = "One location, whoever owns it")
    OcpiAnswer get(OcpiExchange exchange, ObjectId id) {
        return locations.get(Side.CPO, exchange, id);
    }

    @GetMapping("/{location_id}/{evse_uid}")
    @Operation(summary = "One EVSE of a location, whoever owns it")
    OcpiAnswer getEvse(OcpiExchange exchange, ObjectId id, @PathVariable("evse_uid") CiString evseUid) {
        return locations.get(Side.CPO, exchange, id, Part.of(evseUid));
    }

    /** Three segments name a location by its owner, or a connector; only a country code has two letters. */
    @GetMapping(LOCATION)
    @Operation(
            summary = "One location",
            description = "If the first segment is no country code: the location, EVSE and connector of these ids.")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return path.namesOwner()
                ? locations.get(Side.CPO, exchange, path)
                : locations.get(
                        Side.CPO,
                        exchange,
                        new ObjectId(path.owner().countryCode()),
                        Part.of(path.owner().partyId(), path.id()));
    }

    @GetMapping(EVSE)
    @Operation(summary = "Reads one EVSE")
    OcpiAnswer getEvse(OcpiExchange exchange, OwnerPath path, @PathVariable("evse_uid") CiString evseUid) {
        return locations.get(Side.CPO, exchange, path, Part.of(evseUid));
    }

    @GetMapping(CONNECTOR)
    @Operation(summary = "Reads one connector")
    OcpiAnswer getConnector(
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            @PathVariable("connector_id") CiString connectorId) {
        return locations.get(Side.CPO, exchange, path, Part.of(evseUid, connectorId));
    }

    @PutMapping(LOCATION)
    @Operation(summary = "The owning CPO feeds in a whole location; EVSEs that it leaves out become REMOVED")
    @BodyExample("location")
    OcpiAnswer put(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return locations.put(Side.CPO, exchange, path, body);
    }

    @PutMapping(EVSE)
    @Operation(summary = "The owning CPO feeds in a whole EVSE")
    @BodyExample("evse")
    OcpiAnswer putEvse(
            OcpiExchange exchange, OwnerPath path, @PathVariable("evse_uid") CiString evseUid, JsonBody body) {
        return locations.put(Side.CPO, exchange, path, Part.of(evseUid), body);
    }

    @PutMapping(CONNECTOR)
    @Operation(summary = "The owning CPO feeds in a whole connector")
    @BodyExample("connector")
    OcpiAnswer putConnector(
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            @PathVariable("connector_id") CiString connectorId,
            JsonBody body) {
        return locations.put(Side.CPO, exchange, path, Part.of(evseUid, connectorId), body);
    }

    @PatchMapping(LOCATION)
    @Operation(summary = "The owning CPO feeds in changed fields of a location; EVSEs are added or replaced by uid")
    @BodyExample("location-patch")
    OcpiAnswer patch(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return locations.patch(Side.CPO, exchange, path, body);
    }

    @PatchMapping(EVSE)
    @Operation(summary = "The owning CPO feeds in changed fields of an EVSE")
    @BodyExample("evse-patch")
    OcpiAnswer patchEvse(
            OcpiExchange exchange, OwnerPath path, @PathVariable("evse_uid") CiString evseUid, JsonBody body) {
        return locations.patch(Side.CPO, exchange, path, Part.of(evseUid), body);
    }

    @PatchMapping(CONNECTOR)
    @Operation(summary = "The owning CPO feeds in changed fields of a connector")
    @BodyExample("connector-patch")
    OcpiAnswer patchConnector(
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            @PathVariable("connector_id") CiString connectorId,
            JsonBody body) {
        return locations.patch(Side.CPO, exchange, path, Part.of(evseUid, connectorId), body);
    }
}
