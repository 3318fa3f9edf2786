package org.ocpiplatform.api.ocpi.commands;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.chargepoints.ChargePointReplies;
import org.ocpiplatform.api.ocpi.chargepoints.ChargePointRequests;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.incoming.AskChargePoint;
import org.ocpiplatform.contract.incoming.Premises;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.reservations.ReservationQuery.FindHeldReservations;
import org.ocpiplatform.contract.reservations.ReservationView;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.StatusCode;
import org.ocpiplatform.ocpi.commands.CancelReservation;
import org.ocpiplatform.ocpi.commands.CommandObject;
import org.ocpiplatform.ocpi.commands.CommandResponse;
import org.ocpiplatform.ocpi.commands.CommandResponseType;
import org.ocpiplatform.ocpi.commands.CommandType;
import org.ocpiplatform.ocpi.commands.ReserveNow;
import org.ocpiplatform.ocpi.commands.StartSession;
import org.ocpiplatform.ocpi.commands.StopSession;
import org.ocpiplatform.ocpi.commands.UnlockConnector;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.node.ObjectNode;

/** Commands to the charge points here, and what the charge points' back end replies. */
@OcpiInterface(module = "commands", role = InterfaceRole.RECEIVER, side = Side.CPO)
@RequestMapping("/ocpi/cpo/2.3.0/commands")
final class CommandsController {

    private final ChargePointRequests chargePoints;
    private final ChargePointReplies replies;
    private final Queries queries;

    CommandsController(ChargePointRequests chargePoints, ChargePointReplies replies, Queries queries) {
        this.chargePoints = chargePoints;
        this.replies = replies;
        this.queries = queries;
    }

    @PostMapping("/{command}")
    @Operation(summary = "Asks a charge point to do something; the result is posted to response_url")
    @BodyExample("start-session")
    OcpiAnswer ask(OcpiExchange exchange, @PathVariable("command") String word, JsonBody body) {
        Optional<CommandType> type = CommandType.of(word);
        if (type.isEmpty()) {
            body.object();
            return answer(
                    RemoteAnswer.refused(CommandResponseType.NOT_SUPPORTED.name(), "There is no command of that name"));
        }
        CommandObject command = body.valid(type.get().objectType());
        return answer(chargePoints.ask(
                exchange,
                switch (command) {
                    case StartSession start ->
                        at(start, start.locationId(), start.token().owner(), null, exchange);
                    case ReserveNow reserve ->
                        at(reserve, reserve.locationId(), reserve.token().owner(), reserve.reservationId(), exchange);
                    case UnlockConnector unlock -> at(unlock, unlock.locationId(), null, null, exchange);
                    case StopSession stop -> ofSession(stop, exchange);
                    case CancelReservation cancel -> ofReservation(cancel, exchange);
                }));
    }

    @PostMapping("/{command}/{uid}")
    @Operation(summary = "The charge point back end of a CPO tells what became of a command")
    @BodyExample("charge-point-reply")
    OcpiAnswer reply(
            OcpiExchange exchange,
            @PathVariable("command") String word,
            @PathVariable("uid") String uid,
            JsonBody body) {
        return replies.record(exchange, ModuleId.COMMANDS, word, uid, body);
    }

    private AskChargePoint at(
            CommandObject command,
            CiString locationId,
            @Nullable PartyId tokenOwner,
            @Nullable CiString reservationId,
            OcpiExchange exchange) {
        Location location = chargePoints.location(locationId, exchange);
        PartyId sender = ChargePointRequests.sender(tokenOwner, exchange);
        PartyId cpo = location == null ? exchange.to() : new PartyId(location.countryCode(), location.partyId());
        CiString reservedAt = reservationId == null
                ? null
                : held(List.of(sender), reservationId).stream()
                        .filter(found -> found.id().cpo().equals(cpo))
                        .map(found -> found.hold().locationId())
                        .findFirst()
                        .orElse(null);
        return request(command, sender, cpo, new Premises(exchange.caller(), location, null, reservedAt, false));
    }

    private AskChargePoint ofSession(StopSession stop, OcpiExchange exchange) {
        Session session = chargePoints.session(stop.sessionId(), exchange);
        return request(
                stop,
                ChargePointRequests.sender(
                        session == null ? null : session.cdrToken().party(), exchange),
                session == null ? exchange.to() : session.owner(),
                new Premises(exchange.caller(), chargePoints.locationOf(session), session, null, false));
    }

    private AskChargePoint ofReservation(CancelReservation cancel, OcpiExchange exchange) {
        ReservationView held = addressed(held(exchange.caller().driverParties(), cancel.reservationId()), exchange);
        return held == null
                ? request(
                        cancel,
                        ChargePointRequests.sender(null, exchange),
                        exchange.to(),
                        new Premises(exchange.caller(), null, null, null, false))
                : request(
                        cancel,
                        held.id().sender(),
                        held.id().cpo(),
                        new Premises(exchange.caller(), null, null, held.hold().locationId(), false));
    }

    private List<ReservationView> held(Collection<PartyId> senders, CiString id) {
        return queries.list(new FindHeldReservations(List.copyOf(senders), id), ReservationView.class);
    }

    /** Of several the one of the party that asks, at the CPO that is asked. */
    private static @Nullable ReservationView addressed(List<ReservationView> held, OcpiExchange exchange) {
        PartyId from = exchange.from();
        PartyId to = exchange.to();
        List<ReservationView> meant = held.stream()
                .filter(found -> held.size() == 1
                        || ((from == null || found.id().sender().equals(from))
                                && (to == null || found.id().cpo().equals(to))))
                .toList();
        if (meant.size() > 1) {
            throw Rejection.invalid(
                    "several reservations have that id; OCPI-from-* and OCPI-to-* must name whose and where");
        }
        return meant.isEmpty() ? null : meant.getFirst();
    }

    private static AskChargePoint request(
            CommandObject command, PartyId sender, @Nullable PartyId receiver, Premises premises) {
        ObjectNode content = OcpiJson.mapper().valueToTree(command);
        content.remove("response_url");
        return new AskChargePoint(operation(command), sender, receiver, command.responseUrl(), content, premises);
    }

    private static RemoteOperation operation(CommandObject command) {
        return switch (command) {
            case CancelReservation it -> RemoteOperation.CANCEL_RESERVATION;
            case ReserveNow it -> RemoteOperation.RESERVE_NOW;
            case StartSession it -> RemoteOperation.START_SESSION;
            case StopSession it -> RemoteOperation.STOP_SESSION;
            case UnlockConnector it -> RemoteOperation.UNLOCK_CONNECTOR;
        };
    }

    private static OcpiAnswer answer(RemoteAnswer answer) {
        OcpiAnswer told = OcpiAnswer.value(new CommandResponse(
                CommandResponseType.valueOf(answer.result()), answer.timeout(), answer.message(), Map.of()));
        return answer.unknownLocation()
                ? told.as(
                        StatusCode.UNKNOWN_LOCATION, answer.message().getFirst().text())
                : told;
    }
}
