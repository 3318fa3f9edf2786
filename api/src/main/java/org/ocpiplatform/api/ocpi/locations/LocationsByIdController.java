package org.ocpiplatform.api.ocpi.locations;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.ObjectRequests;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Published locations by paths that do not name their owner. */
@OcpiInterface(module = "locations", role = InterfaceRole.SENDER, side = Side.CPO)
@RequestMapping("/ocpi/cpo/2.3.0/locations")
final class LocationsByIdController {

    private static final ObjectKind KIND = ObjectKind.LOCATION;

    private final ObjectRequests objects;

    LocationsByIdController(ObjectRequests objects) {
        this.objects = objects;
    }

    @GetMapping("/{location_id}")
    @Operation(summary = "One location, whoever owns it")
    OcpiAnswer get(Side side, OcpiExchange exchange, ObjectId id) {
        return objects.get(objects.named(KIND, side, id, exchange), exchange);
    }

    @GetMapping("/{location_id}/{evse_uid}")
    @Operation(summary = "One EVSE of a location, whoever owns it")
    OcpiAnswer getEvse(Side side, OcpiExchange exchange, ObjectId id, @PathVariable("evse_uid") CiString evseUid) {
        ReplicaId location = objects.named(KIND, side, id, exchange);
        return OcpiAnswer.value(new Part(evseUid, null).of(objects.find(location, exchange)));
    }
}
