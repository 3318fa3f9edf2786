package org.ocpiplatform.api.ocpi.chargingprofiles;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.PutActiveProfile;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Active charging profiles as the CPO's own systems tell them, which OCPI leaves open; whoever has set a profile on the
 * session is told in turn.
 */
@OcpiInterface(module = "chargingprofiles", role = InterfaceRole.RECEIVER, side = Side.CPO)
@RequestMapping("/ocpi/cpo/2.3.0/chargingprofiles")
final class PublishedProfilesController {

    private static final ObjectKind KIND = ObjectKind.ACTIVE_CHARGING_PROFILE;
    private static final String PROFILE = "/{country_code}/{party_id}/{session_id}";

    private final ObjectRequests objects;

    PublishedProfilesController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping(PROFILE)
    @Operation(summary = "The active profile of a session as its CPO told it last")
    OcpiAnswer get(Side side, OcpiExchange exchange, OwnerPath path) {
        return objects.get(path.readable(side, KIND), exchange);
    }

    @PutMapping(PROFILE)
    @Operation(summary = "The owning CPO tells what the EVSE of a session is going to do")
    @BodyExample("active-charging-profile")
    OcpiAnswer put(Side side, OcpiExchange exchange, OwnerPath path, JsonBody body) {
        ReplicaId session = path.writable(side, ObjectKind.SESSION, exchange.caller(), Role.CPO);
        ActiveChargingProfile profile = body.valid(ActiveChargingProfile.class);
        objects.find(session, exchange);
        ReplicaId id = path.writable(side, KIND, exchange.caller(), Role.CPO);
        return objects.write(id, exchange, new PutActiveProfile(id, profile));
    }
}
