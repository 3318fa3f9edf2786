package org.ocpiplatform.api.ocpi.locations;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.locations.LocationRequests.Part;
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

/** Locations as CPOs push them to the eMSPs on this platform. */
@OcpiInterface(module = "locations", role = InterfaceRole.RECEIVER, side = Side.EMSP)
@RequestMapping(LocationsReceiver.PATH)
final class LocationsReceiver {

    static final String PATH = "/ocpi/emsp/2.3.0/locations";

    private static final String LOCATION = "/{country_code}/{party_id}/{location_id}";
    private static final String EVSE = LOCATION + "/{evse_uid}";
    private static final String CONNECTOR = EVSE + "/{connector_id}";

    private final LocationRequests locations;

    LocationsReceiver(LocationRequests locations) {
        this.locations = locations;
    }

    @GetMapping
    @Operation(summary = "The copies of the caller's locations")
    OcpiAnswer list(OcpiExchange exchange, PageQuery query) {
        return locations.list(Side.EMSP, exchange, query);
    }

    @GetMapping(LOCATION)
    @Operation(summary = "The copy of one location")
    OcpiAnswer get(OcpiExchange exchange, OwnerPath path) {
        return locations.get(Side.EMSP, exchange, path);
    }

    @GetMapping(EVSE)
    @Operation(summary = "The copy of one EVSE")
    OcpiAnswer getEvse(OcpiExchange exchange, OwnerPath path, @PathVariable("evse_uid") CiString evseUid) {
        return locations.get(Side.EMSP, exchange, path, Part.of(evseUid));
    }

    @GetMapping(CONNECTOR)
    @Operation(summary = "The copy of one connector")
    OcpiAnswer getConnector(
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            @PathVariable("connector_id") CiString connectorId) {
        return locations.get(Side.EMSP, exchange, path, Part.of(evseUid, connectorId));
    }

    @PutMapping(LOCATION)
    @Operation(summary = "The owning CPO pushes a whole location; EVSEs that it leaves out become REMOVED")
    @BodyExample("location")
    OcpiAnswer put(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return locations.put(Side.EMSP, exchange, path, body);
    }

    @PutMapping(EVSE)
    @Operation(summary = "The owning CPO pushes a whole EVSE")
    @BodyExample("evse")
    OcpiAnswer putEvse(
            OcpiExchange exchange, OwnerPath path, @PathVariable("evse_uid") CiString evseUid, JsonBody body) {
        return locations.put(Side.EMSP, exchange, path, Part.of(evseUid), body);
    }

    @PutMapping(CONNECTOR)
    @Operation(summary = "The owning CPO pushes a whole connector")
    @BodyExample("connector")
    OcpiAnswer putConnector(
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            @PathVariable("connector_id") CiString connectorId,
            JsonBody body) {
        return locations.put(Side.EMSP, exchange, path, Part.of(evseUid, connectorId), body);
    }

    @PatchMapping(LOCATION)
    @Operation(summary = "The owning CPO pushes changed fields of a location; EVSEs are added or replaced by uid")
    @BodyExample("location-patch")
    OcpiAnswer patch(OcpiExchange exchange, OwnerPath path, JsonBody body) {
        return locations.patch(Side.EMSP, exchange, path, body);
    }

    @PatchMapping(EVSE)
    @Operation(summary = "The owning CPO pushes changed fields of an EVSE")
    @BodyExample("evse-patch")
    OcpiAnswer patchEvse(
            OcpiExchange exchange, OwnerPath path, @PathVariable("evse_uid") CiString evseUid, JsonBody body) {
        return locations.patch(Side.EMSP, exchange, path, Part.of(evseUid), body);
    }

    @PatchMapping(CONNECTOR)
    @Operation(summary = "The owning CPO pushes changed fields of a connector")
    @BodyExample("connector-patch")
    OcpiAnswer patchConnector(
            OcpiExchange exchange,
            OwnerPath path,
            @PathVariable("evse_uid") CiString evseUid,
            @PathVariable("connector_id") CiString connectorId,
            JsonBody body) {
        return locations.patch(Side.EMSP, exchange, path, Part.of(evseUid, connectorId), body);
    }
}
