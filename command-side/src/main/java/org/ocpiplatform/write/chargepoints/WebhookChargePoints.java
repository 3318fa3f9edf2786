package org.ocpiplatform.write.chargepoints;

import java.util.Objects;
import org.ocpiplatform.contract.chargepoints.ForwardRequest;
import org.ocpiplatform.contract.chargepoints.Forwarding;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.outbound.BackEndHttp;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.Peer;
import org.ocpiplatform.write.outbound.Routing;
import org.ocpiplatform.write.outbound.Urls;
import tools.jackson.databind.node.ObjectNode;

/** The operator's charge point back end, which takes requests over HTTP and posts its replies to where they say. */
final class WebhookChargePoints implements ChargePoints {

    /** The token travels as it is: the back end does not speak OCPI. */
    private static final PartnerQuirks QUIRKS = new PartnerQuirks(true, null, null, true);

    private final BackEndHttp http;
    private final Peer backEnd;
    private final String url;
    private final String replyTo;

    WebhookChargePoints(BackEndHttp http, ChargePointSettings settings) {
        this.http = http;
        this.backEnd = new Peer("charge-points", Objects.requireNonNullElse(settings.token(), ""), QUIRKS);
        this.url = Objects.requireNonNull(settings.url(), "there is a back end");
        this.replyTo = Urls.of(settings.publicUrl().toString(), PartnerQuirks.NONE, "ocpi", "cpo", "2.3.0");
    }

    @Override
    public Forwarding forward(ForwardRequest request) {
        String endpoint = Urls.of(
                url,
                PartnerQuirks.NONE,
                request.operation().module().value(),
                request.operation().name());
        try {
            OutboundResponse response = http.exchange(new OutboundRequest(
                            backEnd,
                            "POST",
                            endpoint,
                            Routing.NONE,
                            request.correlationId(),
                            OcpiJson.mapper().writeValueAsString(body(request)))
                    .of(request.operation().module()));
            return response.status() / 100 == 2
                    ? Forwarding.TAKEN
                    : new Forwarding("POST " + Urls.shown(endpoint) + " was answered by HTTP " + response.status());
        } catch (OutboundFailure e) {
            return new Forwarding(e.getMessage());
        }
    }

    private ObjectNode body(ForwardRequest request) {
        RemoteOperation operation = request.operation();
        ObjectNode body = OcpiJson.mapper()
                .createObjectNode()
                .put("uid", request.requestId().value())
                .put("country_code", request.cpo().countryCode().toString())
                .put("party_id", request.cpo().partyId().toString());
        if (operation.ofProfiles()) {
            body.setAll(request.content());
        } else {
            body.set("command", request.content());
        }
        return body.put("reply_to", replyTo(operation, request));
    }

    private String replyTo(RemoteOperation operation, ForwardRequest request) {
        return Urls.of(
                replyTo,
                PartnerQuirks.NONE,
                operation.module().value(),
                operation.name(),
                request.requestId().value());
    }
}
