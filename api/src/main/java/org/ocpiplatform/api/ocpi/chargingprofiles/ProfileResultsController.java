package org.ocpiplatform.api.ocpi.chargingprofiles;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.remote.Results;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfileResult;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResult;
import org.ocpiplatform.ocpi.chargingprofiles.ClearProfileResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where CPOs tell what became of the requests about charging profiles that they were sent from here. */
@OcpiInterface(module = "chargingprofiles", role = InterfaceRole.SENDER, side = Side.EMSP)
@RequestMapping("/ocpi/emsp/2.3.0/chargingprofiles")
final class ProfileResultsController {

    private final Results results;

    ProfileResultsController(Results results) {
        this.results = results;
    }

    @PostMapping("/{operation}/{uid}")
    @Operation(
            summary = "The CPO tells what the EVSE did with a request about charging profiles",
            description = "The URL is the request's response_url, and its operation tells which of the three results "
                    + "is expected. A result that is late, or one more, is recorded too.")
    @BodyExample("active-charging-profile-result")
    OcpiAnswer result(@PathVariable String operation, @PathVariable String uid, OcpiExchange exchange, JsonBody body) {
        RemoteOperation asked = Results.operation(ModuleId.CHARGING_PROFILES, operation);
        return results.record(asked, uid, exchange, result(asked, body));
    }

    private static RemoteResult result(RemoteOperation asked, JsonBody body) {
        return switch (asked) {
            case ACTIVE_CHARGING_PROFILE -> {
                ActiveChargingProfileResult result = body.valid(ActiveChargingProfileResult.class);
                yield new RemoteResult(result.result().name(), List.of(), result.profile());
            }
            case CHARGING_PROFILE ->
                RemoteResult.of(body.valid(ChargingProfileResult.class).result().name());
            case CLEAR_PROFILE ->
                RemoteResult.of(body.valid(ClearProfileResult.class).result().name());
            case CANCEL_RESERVATION, RESERVE_NOW, START_SESSION, STOP_SESSION, UNLOCK_CONNECTOR ->
                throw Rejection.notFound("request");
        };
    }
}
