package org.ocpiplatform.api.ocpi.chargepoints;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.RecordReply;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartner;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteRequestQuery.FindIncomingRequest;
import org.ocpiplatform.contract.remote.RemoteRequestView;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.reservations.ReservationId;
import org.ocpiplatform.contract.reservations.ReservationQuery.FindReservation;
import org.ocpiplatform.contract.reservations.ReservationStage;
import org.ocpiplatform.contract.reservations.ReservationView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.types.DisplayText;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes what a CPO's own charge point back end says became of requests. */
@Component
public final class ChargePointReplies {

    private static final String MESSAGE = "message";

    private final Commands commands;
    private final Queries queries;

    ChargePointReplies(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    record Reply(
            @NotNull String result,
            List<@NotNull @Valid DisplayText> message,
            @Nullable @Valid ActiveChargingProfile profile) {}

    /**
     * Records a reply.
     *
     * @param module and word: the operation as the path names it
     * @throws Rejection if the caller is no back end here, or was not asked that
     */
    public OcpiAnswer record(OcpiExchange exchange, ModuleId module, String word, String uid, JsonBody body) {
        RemoteOperation operation = RemoteOperation.of(module, word).orElseThrow(() -> Rejection.notFound("request"));
        Caller caller = exchange.caller();
        PartyId cpo = caller.parties(Role.CPO).stream().findFirst().orElseThrow(() -> Rejection.notFound("request"));
        requireBackEnd(caller);
        Reply reply = body.valid(Reply.class, ChargePointReplies::listed);
        RequestId id = new RequestId(uid);
        RemoteResult result = new RemoteResult(reply.result(), reply.message(), reply.profile());
        commands.send(
                new RecordReply(
                        id,
                        operation,
                        caller,
                        result,
                        operation == RemoteOperation.RESERVE_NOW
                                && result.result().equals(RemoteResult.CANCELED_RESERVATION)
                                && hasEnded(id)),
                exchange.origin(cpo),
                WriteResult.class);
        return OcpiAnswer.empty();
    }

    /** Back ends tell every end of a reservation; the partner is told only that which it does not know. */
    private boolean hasEnded(RequestId id) {
        return queries.optional(new FindIncomingRequest(id), RemoteRequestView.class)
                .filter(request -> request.to() != null)
                .flatMap(request -> queries.optional(
                        new FindReservation(new ReservationId(
                                Objects.requireNonNull(request.to()),
                                request.from(),
                                CiString.of(
                                        request.content().path("reservation_id").asString()))),
                        ReservationView.class))
                .filter(reservation -> reservation.stage() != ReservationStage.HELD
                        || !reservation.hold().requestId().equals(id))
                .isPresent();
    }

    /** Only systems of the operator are provisioned; who registered is another platform. */
    private void requireBackEnd(Caller caller) {
        if (queries.optional(new FindPartner(new PartnerId(caller.partnerId())), PartnerView.class)
                .filter(partner -> partner.state() == PartnerState.PROVISIONED)
                .isEmpty()) {
            throw Rejection.notFound("request");
        }
    }

    /** Back ends give one text, one DisplayText, or several. */
    private static ObjectNode listed(ObjectNode reply) {
        JsonNode message = reply.get(MESSAGE);
        if (message == null || message.isArray()) {
            return reply;
        }
        ArrayNode list = OcpiJson.mapper().createArrayNode();
        if (message.isString()) {
            list.add(OcpiJson.mapper().<JsonNode>valueToTree(DisplayText.english(message.asString())));
        } else if (!message.isNull()) {
            list.add(message);
        }
        ObjectNode converted = reply.deepCopy();
        converted.set(MESSAGE, list);
        return converted;
    }
}
