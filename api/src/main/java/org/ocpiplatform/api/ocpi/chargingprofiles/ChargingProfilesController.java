package org.ocpiplatform.api.ocpi.chargingprofiles;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.chargepoints.ChargePointReplies;
import org.ocpiplatform.api.ocpi.chargepoints.ChargePointRequests;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.incoming.AskChargePoint;
import org.ocpiplatform.contract.incoming.Premises;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.CountProfileRequests;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResponse;
import org.ocpiplatform.ocpi.chargingprofiles.ChargingProfileResponseType;
import org.ocpiplatform.ocpi.chargingprofiles.SetChargingProfile;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.validation.HttpUrl;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/** What EVSEs here are asked about charging profiles, and what the charge points' back end replies. */
@OcpiInterface(module = "chargingprofiles", role = InterfaceRole.RECEIVER, side = Side.CPO)
@RequestMapping("/ocpi/cpo/2.3.0/chargingprofiles")
final class ChargingProfilesController {

    /** Requests of one partner about one session that are passed on within a minute. */
    private static final int MAX_REQUESTS = 60;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ChargePointRequests chargePoints;
    private final ChargePointReplies replies;
    private final Queries queries;
    private final Clock clock;

    ChargingProfilesController(
            ChargePointRequests chargePoints, ChargePointReplies replies, Queries queries, Clock clock) {
        this.chargePoints = chargePoints;
        this.replies = replies;
        this.queries = queries;
        this.clock = clock;
    }

    @GetMapping("/{session_id}")
    @Operation(summary = "Asks the EVSE of a session what it will do; the profile is posted to response_url")
    OcpiAnswer get(
            OcpiExchange exchange,
            ObjectId sessionId,
            @RequestParam(required = false, name = "duration") @Nullable String duration,
            @RequestParam(required = false, name = "response_url") @Nullable String responseUrl) {
        return ask(
                RemoteOperation.ACTIVE_CHARGING_PROFILE,
                exchange,
                sessionId,
                callable(responseUrl),
                content(sessionId).put("duration", seconds(duration)));
    }

    @PutMapping("/{session_id}")
    @Operation(summary = "Asks to charge a session by a profile; the result is posted to response_url")
    @BodyExample("set-charging-profile")
    OcpiAnswer put(OcpiExchange exchange, ObjectId sessionId, JsonBody body) {
        SetChargingProfile wanted = body.valid(SetChargingProfile.class);
        ObjectNode content = content(sessionId);
        content.set("charging_profile", OcpiJson.mapper().valueToTree(wanted.chargingProfile()));
        return ask(RemoteOperation.CHARGING_PROFILE, exchange, sessionId, wanted.responseUrl(), content);
    }

    @DeleteMapping("/{session_id}")
    @Operation(summary = "Asks to forget the profile of a session; the result is posted to response_url")
    OcpiAnswer delete(
            OcpiExchange exchange,
            ObjectId sessionId,
            @RequestParam(required = false, name = "response_url") @Nullable String responseUrl) {
        return ask(RemoteOperation.CLEAR_PROFILE, exchange, sessionId, callable(responseUrl), content(sessionId));
    }

    @PostMapping("/{operation}/{uid}")
    @Operation(summary = "The charge point back end of a CPO tells what became of a request")
    @BodyExample("charge-point-profile-reply")
    OcpiAnswer reply(
            OcpiExchange exchange,
            @PathVariable("operation") String word,
            @PathVariable("uid") String uid,
            JsonBody body) {
        return replies.record(exchange, ModuleId.CHARGING_PROFILES, word, uid, body);
    }

    private OcpiAnswer ask(
            RemoteOperation operation,
            OcpiExchange exchange,
            ObjectId sessionId,
            String responseUrl,
            ObjectNode content) {
        Session session = chargePoints.session(sessionId.value(), exchange);
        RemoteAnswer answer = chargePoints.ask(
                exchange,
                new AskChargePoint(
                        operation,
                        ChargePointRequests.sender(
                                session == null ? null : session.cdrToken().party(), exchange),
                        session == null ? exchange.to() : session.owner(),
                        responseUrl,
                        content,
                        new Premises(
                                exchange.caller(),
                                chargePoints.locationOf(session),
                                session,
                                null,
                                session != null && isTooOften(session, exchange))));
        return OcpiAnswer.value(new ChargingProfileResponse(
                ChargingProfileResponseType.valueOf(answer.result()), answer.timeout(), Map.of()));
    }

    private boolean isTooOften(Session session, OcpiExchange exchange) {
        return queries.one(
                        new CountProfileRequests(
                                new PartnerId(exchange.caller().partnerId()),
                                new ReplicaId(Side.CPO, ObjectKind.SESSION, session.owner(), session.id()),
                                clock.instant().minus(MINUTE)),
                        Integer.class)
                >= MAX_REQUESTS;
    }

    private static ObjectNode content(ObjectId sessionId) {
        return OcpiJson.mapper()
                .createObjectNode()
                .put("session_id", sessionId.value().toString());
    }

    private static String callable(@Nullable String responseUrl) {
        if (responseUrl == null || !HttpUrl.Validator.isHttpUrl(responseUrl)) {
            throw Rejection.invalid(
                    "response_url must be in the query: an absolute http or https URL of at most 255 characters");
        }
        return responseUrl;
    }

    private static int seconds(@Nullable String duration) {
        try {
            int seconds = duration == null ? 0 : Integer.parseInt(duration);
            if (seconds > 0) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is too small.
        }
        throw Rejection.invalid("duration must be in the query: a number of seconds above 0");
    }
}
