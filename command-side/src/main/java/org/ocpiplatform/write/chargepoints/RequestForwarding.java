package org.ocpiplatform.write.chargepoints;

import org.axonframework.commandhandling.CommandHandler;
import org.ocpiplatform.contract.chargepoints.ForwardRequest;
import org.ocpiplatform.contract.chargepoints.Forwarding;
import org.ocpiplatform.write.outbound.BackEndHttp;
import org.springframework.stereotype.Component;

/** Takes requests to the charge points: to the operator's back end, or to the simulator where there is none. */
@Component
final class RequestForwarding {

    private final ChargePoints chargePoints;

    RequestForwarding(ChargePointSettings settings, BackEndHttp http, ChargePoints simulator) {
        this.chargePoints = settings.url() == null ? simulator : new WebhookChargePoints(http, settings);
    }

    @CommandHandler
    Forwarding handle(ForwardRequest command) {
        return chargePoints.forward(command);
    }
}
